import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createApp } from '../../src/server/app.ts'
import { runCommandLine } from '../../src/server/command-line.ts'
import { createCryptoProvider, type KeyMaterial } from '../../src/server/crypto/crypto-provider.ts'
import { createKeyFile, readKeyFile } from '../../src/server/crypto/key-file.ts'
import { keysRotateCommand } from '../../src/server/crypto/keys-rotate-command.ts'
import { openVaultAt } from '../../src/server/files/vault-place.ts'
import { makeUnit } from '../support/accounts.ts'
import { makeAssociation, signIn, type Association } from '../support/actors.ts'
import { importFile, newEnrolment } from '../support/enrolment.ts'
import { personOf, rosterCsv } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

describe('keys that are rotated while processes run', () => {
  let folder: string
  let file: string
  let before: TestServer
  let after: FastifyInstance
  let association: Association
  const printed: string[] = []

  const keysOf = async (): Promise<KeyMaterial> => {
    const read = await readKeyFile(file)
    if (!read.ok) throw new Error(read.fault.code)
    return { suite: 'aes-256-gcm', ring: read.ring, file }
  }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huzhu-keys-'))
    file = join(folder, 'keys.json')
    await createKeyFile(file)
    before = await startTestServer({ keys: await keysOf() })
    association = await makeAssociation(before)
    vi.stubEnv('KEY_FILE', file)
    const code = await runCommandLine([keysRotateCommand], ['keys', 'rotate'], {
      print: (text) => printed.push(text),
      say: () => undefined,
    })
    expect(code).toBe(0)
    const keys = await keysOf()
    const crypto = createCryptoProvider(keys)
    const vault = await openVaultAt({ folder: before.services.vault.folder, bucket: undefined }, crypto)
    const services = { ...before.services, keys, crypto, vault }
    after = await createApp({ services, logger: false, trustProxy: [] })
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await after.close()
    await before.stop()
    await rm(folder, { recursive: true })
  })

  it('are told with what to do: a backup, and a restart in any order', () => {
    expect(printed.join('\n')).toContain(`${file} has version 2 now`)
    expect(printed.join('\n')).toMatch(/backup/)
  })
  it('open in a process from before what one from after has sealed', async () => {
    const administrator = await signIn({ services: before.services, app: after }, association.officeId, {
      desks: ['administration'],
    })
    const person = { name: '单小禾', idNumber: '379900199001010019', phone: '19900000101', desks: ['finance'] }
    const url = `/api/organisations/${association.officeId}/members`
    expect((await administrator.post(url, person)).statusCode).toBe(200)
    const listed = await before.app.inject({ method: 'GET', url, headers: administrator.headers })
    expect(listed.json()).toMatchObject({
      members: expect.arrayContaining([expect.objectContaining({ name: '单小禾', phoneMasked: '199****0101' })]),
    })
  })
  it('import in a worker from before a roster that a page from after has received', async () => {
    const handler = await signIn({ services: before.services, app: after }, association.unitId, {
      desks: ['unit-handler'],
    })
    await makeUnit(before, association.unitId, handler.accountId)
    const id = await newEnrolment(handler, { comprehensive: 1 })
    const bytes = rosterCsv([personOf(1), personOf(2)])
    const batch = await importFile(
      { handler, services: before.services },
      { id, planCode: 'comprehensive', name: '名单.csv', bytes },
    )
    expect(batch).toMatchObject({ accepted: 2, refused: 0 })
  })
  it('do not open where the file lost a secret that was known', async () => {
    const keys = await keysOf()
    const sealed = createCryptoProvider(keys).seal('test', 'row', 'text')
    const [first] = keys.ring.secrets
    if (!first) throw new Error('no secret')
    const other = { ...first, secret: new Uint8Array(32) }
    const stranger = createCryptoProvider({ ...keys, ring: { current: 1, index: 1, secrets: [other] } })
    expect(() => stranger.open('test', 'row', sealed)).toThrow('the key file has no version 2')
  })
})
