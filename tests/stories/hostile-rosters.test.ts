import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportBatchId } from '../../src/domain/shared/ids.ts'
import { runImport, type ImportLimits } from '../../src/server/enrolment/run-import.ts'
import { checkInvariants } from '../../src/server/oversight/check-invariants.ts'
import { makeAssociation, signIn, type Actor } from '../support/actors.ts'
import { batchOf, detailOf, newEnrolment } from '../support/enrolment.ts'
import { makeXlsx, makeZip, sheetXml, workbookParts } from '../support/make-xlsx.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const PLAN = 'comprehensive'
const sheet = sheetXml([['姓名', '身份证号', '手机号']])
const parts = workbookParts([{ name: '名单', xml: sheet }])
const merges = Array.from({ length: 10_001 }, (_, n) => `<mergeCell ref="A${2 * n + 1}:B${2 * n + 2}"/>`).join('')
/** Honest, and so long that its reading takes seconds. */
const long = Buffer.from(
  `姓名,身份证号,手机号\n${Array.from({ length: 190_000 }, (_, n) => `赵某,37990119${String(n).padStart(10, '0')},199${String(n).padStart(8, '0')}\n`).join('')}`,
)

const HOSTILE: readonly (readonly [what: string, bytes: Buffer, told: string])[] = [
  ['a bomb', makeXlsx([{ name: '名单', xml: `<worksheet>${' '.repeat(3_000_000)}</worksheet>` }]), '解压后过大'],
  [
    'overlapping parts',
    makeZip([...parts, { name: parts[0]?.name ?? '', data: parts[0]?.data ?? '', sameAs: 0 }]),
    '内部文件相互重叠',
  ],
  [
    'external entities',
    makeXlsx([{ name: '名单', xml: `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${sheet}` }]),
    '含有文档类型声明',
  ],
  [
    'comments without end',
    makeZip(
      workbookParts(
        [{ name: '名单', xml: sheet }],
        [{ name: 'xl/workbook.xml', data: '<!--'.repeat(250_000), stored: true }],
      ),
    ),
    '文件已损坏',
  ],
  [
    'too many merges',
    makeXlsx([{ name: '名单', xml: sheetXml([['姓名']], `<mergeCells>${merges}</mergeCells>`) }]),
    '合并单元格超过 10000 处',
  ],
]

describe('a roster that would hold up the server', () => {
  let server: TestServer
  let handler: Actor
  let id: string
  beforeAll(async () => {
    server = await startTestServer()
    const { unitId } = await makeAssociation(server)
    handler = await signIn(server, unitId, { desks: ['unit-handler'] })
    id = await newEnrolment(handler, { [PLAN]: 1 })
  })
  afterAll(() => server.stop())

  /** Imports a file; answers how its batch ended, and how long anybody else had to wait for an answer meanwhile. */
  async function imported(name: string, bytes: Buffer, limits?: ImportLimits) {
    const { batchId } = (await handler.upload(`/api/enrolments/${id}/rosters/${PLAN}`, name, bytes)).json()
    let [running, longest] = [true, 0]
    const others = (async () => {
      while (running) {
        const asked = performance.now()
        expect((await handler.get('/api/session')).statusCode).toBe(200)
        longest = Math.max(longest, performance.now() - asked)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    })()
    await runImport(server.services, batchId as ImportBatchId, undefined, limits)
    running = false
    await others
    return { batch: await batchOf(handler, id, batchId), longest }
  }

  it.each(HOSTILE)('ends as 导入失败 with a sentence: %s', async (what, bytes, told) => {
    const { batch, longest } = await imported(`${what}.xlsx`, bytes)
    expect([batch.state, batch.accepted, batch.fileFindings]).toEqual(['failed', 0, [expect.stringContaining(told)]])
    expect(longest).toBeLessThan(1_000)
  })

  it('is stopped when its time or its memory is used up, while others are answered', async () => {
    const slow = await imported('long.csv', long, { seconds: 0.5, heapMegabytes: 256 })
    expect([slow.batch.state, slow.batch.fileFindings]).toEqual(['failed', [expect.stringContaining('用时过长')]])
    expect(slow.longest).toBeLessThan(1_000)
    const large = await imported('long2.csv', Buffer.concat([long, Buffer.from('\n')]), {
      seconds: 60,
      heapMegabytes: 8,
    })
    expect([large.batch.state, large.batch.fileFindings]).toEqual(['failed', [expect.stringContaining('占用内存过多')]])
    expect(large.longest).toBeLessThan(1_000)
  })

  it('leaves nobody behind', async () => {
    const { plans } = await detailOf(handler, id)
    expect(plans.map(({ people }) => people)).toEqual([0])
    expect(await checkInvariants(server.services)).toEqual([])
  })
})
