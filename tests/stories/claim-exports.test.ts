import { sql } from 'kysely'
import pg from 'pg'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../src/contract/endpoint.ts'
import type { listTasks } from '../../src/contract/tasks.ts'
import type { ExportId } from '../../src/domain/shared/ids.ts'
import { forgetExports } from '../../src/server/claims/forget-exports.ts'
import { runClaimExport } from '../../src/server/claims/run-claim-export.ts'
import { sweepFiles } from '../../src/server/files/tasks.ts'
import { tellConspicuous } from '../../src/server/oversight/tell-conspicuous.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { enteredClaims } from '../support/claims.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { asSuperuser, manyClosedClaims } from '../support/many-claims.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const HEADERS =
  '案件号 案件状态 申领类型 保障活动 参保单位 所属机构 出险人 证件类型 证件号码 案件来源 出险日期 受理日期 提交日期 结束日期 互助金（元） 已付（元）'.split(
    ' ',
  )
/** The same case once more, of a person of this name. */
function copyNamed(claim: string, name: string, at: number): string[] {
  const id = `019a0000-0000-7000-8000-0000000009${String(at).padStart(2, '0')}`
  const copied = (table: string, changes: string, which: string) =>
    `insert into ${table} select (jsonb_populate_record(r, jsonb_build_object(${changes}))).* from ${table} r where ${which}`
  return [
    copied('people', `'id', '${id}', 'name', ${name}`, `id = (select people_id from claims where id = '${claim}')`),
    copied(
      'claims',
      `'id', '${id}', 'people_id', '${id}', 'number', 'CL379720260601000000${at}', 'incident_on', date '2026-05-20' + ${at}`,
      `id = '${claim}'`,
    ),
  ]
}

const DIAGNOSIS = '髌骨骨折'

describe('申领查询 is exported', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let lead: Actor
  let officer: Actor
  let administrator: Actor
  let insured: readonly Insured[]
  let claim: { readonly id: string; readonly number: string }

  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    const at = (organisation: keyof Association, desks: Parameters<typeof signIn>[2]['desks'], name: string) =>
      signIn(server, association[organisation], { desks, name })
    handler = await at('unitId', ['unit-handler'], '经办')
    lead = await at('unitId', ['unit-handler'], '负责')
    officer = await at('officeId', ['claim-first-review'], '初审')
    administrator = await at('officeId', ['administration'], '管理')
    insured = await insuredPeople(server, association, { people: 2 })
    server.clock.set('2026-12-01T09:00:00+08:00')
    const [person] = insured
    if (!person) throw new Error('nobody is insured')
    const [made] = await enteredClaims(server, handler, {
      insured: person,
      kinds: ['accident-inpatient'],
      on: '2026-11-20',
    })
    if (!made) throw new Error('no case was made')
    claim = made
    await asSuperuser(server, [`update accounts set leads = true where id = '${lead.accountId}'`])
  }, 60_000)
  afterAll(() => server.stop())

  const start = async (actor: Actor, query: object = {}, path = '') => {
    const answer = await actor.post(`/api/claim-exports${path}`, { tab: 'all', ...query })
    return { status: answer.statusCode, ...answer.json<{ id: ExportId; state: string; refusal: { code: string } }>() }
  }
  const tasksOf = async (actor: Actor) => (await actor.get('/api/tasks')).json<OutputOf<typeof listTasks>>()
  const openOf = async (actor: Actor) => (await actor.get('/api/tasks/count')).json<{ open: number }>().open
  const fetched = (actor: Actor, id: string) => actor.get(`/api/claim-exports/${id}/file`)
  const sheetOf = async (actor: Actor, id: string) => {
    const answer = await fetched(actor, id)
    expect(answer.statusCode).toBe(200)
    return readXlsx(new Uint8Array(answer.rawPayload))
  }
  const rowsOf = async (actor: Actor, id: string) => (await sheetOf(actor, id)).sheets[0]?.rows ?? []
  const exported = async (actor: Actor, query: object = {}) => {
    const { id } = await start(actor, query)
    await runClaimExport(server.services, id)
    return rowsOf(actor, id)
  }
  const journalOf = (id: string) =>
    asSystem(server.services, async ({ db }) => {
      const { rows } = await sql<{ action: string; facts: Record<string, unknown> }>`select action, facts from journal
        where subject_id = ${id} order by at, id`.execute(db)
      return rows
    })

  it('by the unit: sixteen columns of text, its people by name, numbers masked, the journal says so', async () => {
    const { id, state } = await start(handler, { tab: 'open' })
    expect(state).toBe('queued')
    expect(await openOf(handler)).toBe(1)
    expect(await tasksOf(handler)).toMatchObject({ exports: [{ id, state: 'queued', queried: '进行中' }] })
    expect((await fetched(handler, id)).json().refusal.code).toBe('export-not-ready')
    await runClaimExport(server.services, id)
    const [head, row, ...more] = await rowsOf(handler, id)
    expect(head).toEqual(HEADERS)
    expect(row?.slice(0, 4)).toEqual([claim.number, '费用录入', '意外住院', expect.any(String)])
    expect(row?.slice(6, 12)).toEqual([
      insured[0]?.name,
      '居民身份证',
      expect.stringMatching(/^\d{3}\*+\d{3}[\dX]$/),
      '单位端受理',
      '2026-11-20',
      '2026-12-01',
    ])
    expect(more).toEqual([])
    expect((await journalOf(id)).map(({ action }) => action)).toEqual([
      'claim-exports.start',
      'claim-exports.run',
      'claim-exports.download',
    ])
    expect(await openOf(handler)).toBe(0)
    expect(await tasksOf(handler)).toMatchObject({ exports: [{ state: 'done', rows: 1, problem: null }] })
  })

  it('by filters of any characters: the same rows as the list shows, and no other', async () => {
    const asker = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '查询' })
    const names = [`'`, `\\`, `%_\\'`, `$1`, `'); select 1 --`, `' or true) to stdout; --`, `\\N`, `\\t`, `$&`]
    await asSuperuser(server, [
      ...names.flatMap((name, at) => copyNamed(claim.id, pg.escapeLiteral(`赵${name}`), at)),
      `update organisations set name = ${pg.escapeLiteral(`甲'\\%_$1单位`)} where id = '${association.unitId}'`,
    ])
    const filters = [
      ...names.map((name) => ({ name })),
      { number: `'); select 1 --` },
      { number: '%' },
      ...[`'`, `\\`, '%', `'\\%_$1`, `'); select 1 --`].map((unitName) => ({ unitName })),
    ]
    let shown = 0
    for (const filter of filters) {
      const { rows } = (await asker.post('/api/claims/list', { tab: 'all', ...filter })).json()
      const { id, refusal } = await start(asker, filter)
      if (rows.length === 0) expect([filter, refusal?.code]).toEqual([filter, 'export-empty'])
      else {
        expect([filter, refusal]).toEqual([filter, undefined])
        await runClaimExport(server.services, id)
        const [, ...exported] = await rowsOf(asker, id)
        const listed = rows.map((one: { number: string; name: string }) => [one.number, one.name].join(' '))
        expect([filter, exported.map((row) => [row[0], row[6]].join(' ')).toSorted()]).toEqual([
          filter,
          listed.toSorted(),
        ])
        shown += 1
      }
    }
    expect(shown).toBeGreaterThan(names.length)
    await asSuperuser(server, [
      `delete from claims where number like 'CL37972026%'`,
      `update organisations set name = '甲单位' where id = '${association.unitId}'`,
    ])
  })

  it('by an officer: names masked too, and the second sheet says who took it and why', async () => {
    const asked = { tab: 'open', name: insured[0]?.name, planCode: 'comprehensive', reason: '年度核对' }
    const { id } = await start(officer, asked)
    await runClaimExport(server.services, id)
    const book = await sheetOf(officer, id)
    expect(book.sheets[0]?.rows[1]?.[6]).toBe(`${insured[0]?.name.charAt(0)}*`)
    const notes = book.sheets[1]?.rows.flat().join('\n')
    expect(notes).toContain('导出人：初审')
    expect(notes).toContain('导出原因：年度核对')
    expect(notes).toContain(`保障活动 ${(await tasksOf(officer)).exports[0]?.queried.split('保障活动 ')[1]}`)
    expect(notes).not.toContain('comprehensive')
    expect(JSON.stringify(await journalOf(id))).not.toContain(insured[0]?.name)
  })

  it('of others is not found, whoever asks', async () => {
    const { id } = await start(handler, { tab: 'open' })
    await runClaimExport(server.services, id)
    const stranger = await signIn(server, association.otherUnitId, { desks: ['unit-handler'] })
    for (const other of [stranger, lead, officer]) expect((await fetched(other, id)).statusCode).toBe(404)
    expect((await start(stranger, { tab: 'all' })).refusal.code).toBe('export-empty')
  })

  it('with names that look like formulas, as text and nothing else', async () => {
    const evil = `=HYPERLINK("http://x.example","点我")`
    const [person] = insured
    await asSuperuser(server, [
      `update people set name = '${evil}' where id = (select people_id from claims where id = '${claim.id}')`,
    ])
    const rows = await exported(handler, { tab: 'open' })
    expect(rows[1]?.[6]).toBe(evil)
    const { id } = await start(handler, { tab: 'open' })
    await runClaimExport(server.services, id)
    expect((await fetched(handler, id)).rawPayload.includes('<f>')).toBe(false)
    await asSuperuser(server, [
      `update people set name = '${person?.name}' where id = (select people_id from claims where id = '${claim.id}')`,
    ])
  })

  it('asks for a reason above 1,000 rows and says how many there are', async () => {
    await manyClosedClaims(server, claim.id, 1_000)
    const { id } = await start(officer, { tab: 'closed' })
    await runClaimExport(server.services, id)
    expect(await rowsOf(officer, id)).toHaveLength(1_001)
    // Asked for with as many, written with one more.
    const early = await start(officer, { tab: 'closed' })
    await asSuperuser(server, [`update claims set state = 'closed' where id = '${claim.id}'`])
    await runClaimExport(server.services, early.id)
    expect((await tasksOf(officer)).exports[0]).toMatchObject({ state: 'failed', problem: 'needs-reason' })
    await asSuperuser(server, [`update claims set state = 'entry' where id = '${claim.id}'`])
    const refused = await start(officer, { tab: 'all' })
    expect(refused.status).toBe(409)
    expect(refused.refusal).toEqual({ code: 'export-needs-reason', rows: 1_001, most: 1_000 })
    const given = await start(officer, { tab: 'all', reason: '上级抽查' })
    await runClaimExport(server.services, given.id)
    expect(await rowsOf(officer, given.id)).toHaveLength(1_002)
    const [started] = await journalOf(given.id)
    expect(started?.facts).toMatchObject({ rows: 1_001, reason: '上级抽查', unmasked: false })
  })

  it('not beyond a million rows: the task says to narrow the query, and there is no file', async () => {
    const { id } = await start(officer, { tab: 'all', reason: '上级抽查' })
    // As many as a million and one, without the minutes that they would take to be written.
    await asSuperuser(server, [
      'alter table claims rename to claims_kept',
      `create view claims as select k.* from claims_kept k, generate_series(1, 1000001) where k.id = '${claim.id}'`,
      'grant select on claims to public',
    ])
    try {
      await runClaimExport(server.services, id)
    } finally {
      await asSuperuser(server, ['drop view claims', 'alter table claims_kept rename to claims'])
    }
    expect((await tasksOf(officer)).exports[0]).toMatchObject({ state: 'failed', problem: 'too-many-rows' })
    expect((await fetched(officer, id)).statusCode).toBe(409)
  })

  it('in full only when a second person allows it, who signed in again and is somebody else', async () => {
    const query = { number: claim.number, reason: '司法协查' }
    expect((await start(handler, query, '/unmasked')).refusal.code).toBe('password-needed')
    await asSuperuser(server, [`update sessions set confirmed_at = '${new Date(server.clock.now()).toISOString()}'`])
    const { id, state } = await start(handler, query, '/unmasked')
    expect(state).toBe('asked')
    await runClaimExport(server.services, id)
    expect((await fetched(handler, id)).json().refusal.code).toBe('export-not-ready')
    const decide = async (actor: Actor, allow = true) =>
      (await actor.post(`/api/claim-exports/${id}/decide`, { allow })).json()
    expect((await decide(handler)).refusal.code).toBe('not-second-person')
    expect((await tasksOf(handler)).toDecide).toEqual([])
    expect((await tasksOf(administrator)).toDecide).toMatchObject([{ id }])
    expect((await tasksOf(lead)).toDecide).toMatchObject([{ id, askedBy: '经办', reason: '司法协查' }])
    expect((await decide(lead)).state).toBe('queued')
    expect((await decide(administrator)).refusal.code).toBe('export-decided')
    await runClaimExport(server.services, id)
    const [head, row] = await rowsOf(handler, id)
    expect(head).toEqual([...HEADERS, '手机号', '领款人', '银行账号', '开户银行', '诊断编码', '诊断名称'])
    expect(row?.[8]).toBe(insured[0]?.idNumber)
    expect(row?.slice(-5)).toEqual([
      insured[0]?.name,
      expect.stringMatching(/^\d{16,19}$/),
      '中国工商银行',
      'S82.0',
      DIAGNOSIS,
    ])
  })

  it('in full without a diagnosis for finance, which pays without reading what happened', async () => {
    const finance = await signIn(server, association.officeId, { desks: ['payout-making'], name: '支付' })
    const { id } = await start(finance, { number: claim.number, reason: '对账' }, '/unmasked')
    expect((await administrator.post(`/api/claim-exports/${id}/decide`, { allow: true })).statusCode).toBe(200)
    await runClaimExport(server.services, id)
    const [head, row] = await rowsOf(finance, id)
    expect(head).toEqual([...HEADERS, '手机号', '领款人', '银行账号', '开户银行'])
    expect(row?.[8]).toBe(insured[0]?.idNumber)
    expect(row?.join()).not.toContain(DIAGNOSIS)
  })

  it('and not at all when the second person says no', async () => {
    const { id } = await start(officer, { tab: 'open', reason: '好奇' }, '/unmasked')
    const answer = await administrator.post(`/api/claim-exports/${id}/decide`, { allow: false, note: '理由不足' })
    expect(answer.json()).toEqual({ state: 'refused' })
    await runClaimExport(server.services, id)
    expect((await tasksOf(officer)).exports[0]).toMatchObject({ state: 'refused', decidedBy: '管理', note: '理由不足' })
  })

  it('until it is cancelled, or a worker died over it three times', async () => {
    const { id } = await start(handler, { tab: 'open' })
    expect((await handler.post(`/api/claim-exports/${id}/cancel`)).statusCode).toBe(200)
    await runClaimExport(server.services, id)
    expect((await tasksOf(handler)).exports[0]).toMatchObject({ id, state: 'cancelled' })
    expect((await handler.post(`/api/claim-exports/${id}/cancel`)).json().refusal.code).toBe('export-ended')
    const left = await start(handler, { tab: 'open' })
    const leftBehind = (attempts: number) =>
      asSuperuser(server, [`update exports set state = 'running', attempt = ${attempts} where id = '${left.id}'`])
    await leftBehind(3)
    await runClaimExport(server.services, left.id)
    expect((await tasksOf(handler)).exports[0]).toMatchObject({ state: 'failed', problem: 'interrupted' })
    const again = await start(handler, { tab: 'open' })
    await asSuperuser(server, [`update exports set state = 'running', attempt = 1 where id = '${again.id}'`])
    await runClaimExport(server.services, again.id)
    expect((await tasksOf(handler)).exports[0]).toMatchObject({ state: 'done', rows: 1 })
  })

  it('with the rights of now: who lost the desk gets no file', async () => {
    const leaving = await signIn(server, association.officeId, { desks: ['claim-first-review'], name: '离任' })
    const before = await start(leaving, { tab: 'open' })
    await asSuperuser(server, [`update accounts set desks = '{finance}' where id = '${leaving.accountId}'`])
    await runClaimExport(server.services, before.id)
    expect((await tasksOf(leaving)).exports[0]).toMatchObject({ state: 'failed', problem: 'not-allowed' })
    expect((await fetched(leaving, before.id)).statusCode).toBe(403)
  })

  it('for seven days; then the file goes', async () => {
    const { id } = await start(handler, { tab: 'open' })
    await runClaimExport(server.services, id)
    server.clock.add(7 * 86_400_000 + 1)
    expect((await fetched(handler, id)).json().refusal.code).toBe('export-expired')
    expect((await tasksOf(handler)).exports.find((one) => one.id === id)?.state).toBe('expired')
    await forgetExports(server.services)
    await sweepFiles(server.services)
    expect((await fetched(handler, id)).json().refusal.code).toBe('export-expired')
    const kept = await asSystem(server.services, ({ db }) =>
      sql<{
        files: number
      }>`select count(*)::int as files from files where purpose = 'export' and removed_at is null`.execute(db),
    )
    expect(kept.rows[0]?.files).toBe(0)
  })

  it('a tenth time a day with a mark in the journal, and a thirty-first time not at all', async () => {
    const busy = await signIn(server, association.officeId, { desks: ['claim-first-review'], name: '勤快' })
    const facts: unknown[] = []
    for (let times = 1; times <= 31; times += 1) {
      const { id, refusal } = await start(busy, { tab: 'open' })
      if (times === 31) expect(refusal.code).toBe('too-many-exports-today')
      else {
        await busy.post(`/api/claim-exports/${id}/cancel`)
        facts.push((await journalOf(id))[0]?.facts['alert'])
      }
    }
    expect(facts.indexOf('many-exports')).toBe(9)
    const warnings: string[] = []
    const log = { warn: (text: string) => void warnings.push(text), error: (text: string) => expect(text).toBe('') }
    await tellConspicuous(server.services, log)
    expect(warnings).toEqual([expect.stringContaining(`account ${busy.accountId} began conspicuously many exports`)])
    server.clock.add(86_400_000)
    await tellConspicuous(server.services, log)
    expect(warnings).toHaveLength(1)
  })
})
