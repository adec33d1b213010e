import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { listMaterialSlots } from '../../src/contract/claim-materials.ts'
import type { OutputOf } from '../../src/contract/endpoint.ts'
import { instantOf } from '../../src/domain/shared/time.ts'
import { forgetMaterials } from '../../src/server/claims/forget-materials.ts'
import { openEntry } from '../../src/server/claims/claim-secrets.ts'
import { readFile, sweepVault } from '../../src/server/files/file-vault.ts'
import { sweepFiles } from '../../src/server/files/tasks.ts'
import { asSystem, makeAssociation, signIn, type Actor, type Association } from '../support/actors.ts'
import { insuredPeople, type Insured } from '../support/insured.ts'
import { acceptedCases, phonePhoto } from '../support/material-case.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

type Slots = OutputOf<typeof listMaterialSlots>
type Case = { readonly id: string; readonly number: string }
const CARD = '6222020909003028973'
const REQUIRED = ['identity-card-front', 'identity-card-back', 'own-bank-card', 'settlement-sheet', 'discharge-record']

describe('材料上传 of a hospital stay', () => {
  let server: TestServer
  let association: Association
  let handler: Actor
  let colleague: Actor
  let stranger: Actor
  let insured: readonly Insured[]
  let stay: Case
  let allowance: Case
  let day = 0

  beforeAll(async () => {
    server = await startTestServer()
    association = await makeAssociation(server)
    handler = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '经办甲' })
    colleague = await signIn(server, association.unitId, { desks: ['unit-handler'], name: '经办乙' })
    stranger = await signIn(server, association.otherUnitId, { desks: ['unit-handler'] })
    insured = await insuredPeople(server, association, { people: 2 })
    server.clock.set('2026-11-25T09:00:00+08:00')
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    const on = `2026-11-${String(11 + (day++ % 14)).padStart(2, '0')}`
    const { coverId } = insured[Math.floor(day / 15) % 2] ?? { coverId: '' }
    const kinds = ['illness-inpatient', 'hospital-allowance'] as const
    const cases = await acceptedCases(server.services, handler.accountId, { coverId, kinds, on })
    ;[stay, allowance] = cases as unknown as [Case, Case]
  })

  const url = (id: string, rest = '') => `/api/claims/${id}/materials${rest}`
  const slotsOf = async (id: string, actor = handler) => (await actor.get(url(id))).json<Slots>()
  const inSlot = async (id: string, kind: string) =>
    (await slotsOf(id)).slots.find((slot) => slot.kind === kind)?.images ?? []
  let shade = 0
  const photo = () => phonePhoto(`#${(shade += 4099).toString(16).padStart(6, '0')}`)
  const send = async (id: string, kind: string, more = '', actor = handler) =>
    actor.upload(url(id, `/upload/${kind}${more}`), `${kind}.jpg`, await photo())
  async function put(id: string, kind: string): Promise<string> {
    const answer = await send(id, kind)
    expect([answer.statusCode, answer.body]).toEqual([200, expect.any(String)])
    return answer.json<{ id: string }>().id
  }
  const fill = async (id: string) => {
    for (const kind of REQUIRED) await put(id, kind)
  }
  const act = (id: string, materialId: string, action: string, more = {}) =>
    handler.post(url(id, `/${materialId}/${action}`), more)
  const complete = (more = {}) =>
    handler.post('/api/claims/materials/complete', { ids: [stay.id], card: CARD, bank: '工商银行', ...more })
  const refusalOf = (answer: { json: () => { refusal?: { code: string } } }) => answer.json().refusal?.code
  const journal = async (action: string, subject: string) =>
    asSystem(server.services, async ({ db }) => {
      const { rows } = await sql<{ facts: Record<string, unknown> }>`select facts from journal
        where action = ${action} and subject_id = ${subject} and result = 'done' order by at, id`.execute(db)
      return rows.map(({ facts }) => facts)
    })

  it('asks for what the plan and kind need, with a sentence each', async () => {
    const { slots, missing, locked } = await slotsOf(stay.id)
    expect(slots.filter(({ required }) => required).map(({ kind }) => kind)).toEqual(REQUIRED)
    expect(missing).toBe(5)
    expect(locked).toBeNull()
    expect(slots.find(({ kind }) => kind === 'own-bank-card')).toMatchObject({ max: 1, showsBankCard: true })
    for (const { sentence } of slots) expect(sentence).not.toBe('')
  })

  it('goes to 费用录入 once nothing is missing, taken by whoever completed it, with the card carried to the payee', async () => {
    await put(stay.id, 'identity-card-front')
    const early = await complete()
    expect(early.statusCode).toBe(409)
    expect(early.json().refusal).toMatchObject({
      code: 'materials-missing',
      number: stay.number,
      names: '身份证国徽面、本人银行卡、医保结算单、出院记录',
    })
    for (const kind of REQUIRED.slice(1)) await put(stay.id, kind)
    expect(refusalOf(await complete({ card: '' }))).toBe('bank-card-missing')
    expect(refusalOf(await complete({ card: '6222 0209' }))).toBe('bank-card-length')
    expect(refusalOf(await complete({ bank: '' }))).toBe('bank-name-missing')
    const done = await complete({ card: '6222 0209 0900 3028 973' })
    expect(done.json()).toEqual({ cases: [stay] })
    const opened = (await handler.post(`/api/claims/${stay.id}/open`)).json()
    expect(opened).toMatchObject({
      state: 'entry',
      entry: { payee: { card: CARD, bank: '工商银行' } },
      holder: { mine: true },
    })
    expect(await journal('claim-materials.complete', stay.id)).toEqual([{ numbers: [stay.number], cases: 1 }])
    expect(refusalOf(await complete())).toBe('claim-step-not-allowed')
  })

  it('keeps a card as far as it is typed, and takes the kept one at 确定', async () => {
    const save = (more: object) => handler.post(url(stay.id, '/account'), more)
    expect((await save({ card: '6222', bank: '' })).statusCode).toBe(200)
    expect(refusalOf(await save({ card: '6222x', bank: '' }))).toBe('bank-card-character')
    await save({ card: CARD, bank: '建设银行' })
    await fill(stay.id)
    expect((await complete({ card: '', bank: '' })).statusCode).toBe(200)
  })

  it('keeps the card that a colleague typed where only the bank is typed, and lets it be emptied', async () => {
    const save = (actor: Actor, more: object) => actor.post(url(stay.id, '/account'), more)
    const account = async () => {
      const { card, bank } = (await handler.post(`/api/claims/${stay.id}/open`)).json().entry.payee
      return { card, bank }
    }
    await save(colleague, { card: CARD })
    await save(handler, { bank: '建设银行' })
    expect(await account()).toEqual({ card: CARD, bank: '建设银行' })
    await save(handler, { card: '' })
    expect(await account()).toEqual({ card: '', bank: '建设银行' })
  })

  it('shows an image once in every case of the event that asks for it', async () => {
    const id = await put(stay.id, 'settlement-sheet')
    const [theirs] = await inSlot(allowance.id, 'settlement-sheet')
    expect(theirs?.sharedWith).toEqual([stay.number])
    expect((await inSlot(stay.id, 'settlement-sheet'))[0]?.sharedWith).toEqual([allowance.number])
    await act(stay.id, id, 'rotate', { turns: 1 })
    expect(await inSlot(allowance.id, 'settlement-sheet')).toMatchObject([{ width: 640, height: 400 }])
    const [turned] = await inSlot(stay.id, 'settlement-sheet')
    await act(stay.id, turned?.id ?? '', 'remove')
    expect(await inSlot(stay.id, 'settlement-sheet')).toEqual([])
    expect(await inSlot(allowance.id, 'settlement-sheet')).toHaveLength(1)
    const again = await put(stay.id, 'settlement-sheet')
    expect(await inSlot(allowance.id, 'settlement-sheet')).toHaveLength(2)
    await act(stay.id, again, 'remove', { everywhere: true })
    expect(await inSlot(allowance.id, 'settlement-sheet')).toHaveLength(1)
    await act(stay.id, again, 'restore', { everywhere: true })
    expect(await inSlot(allowance.id, 'settlement-sheet')).toHaveLength(2)
  })
  it('does not touch a case of the event that a colleague holds', async () => {
    await colleague.post('/api/work/take', { kind: 'claim-entry', subjects: [allowance.id] })
    await put(stay.id, 'settlement-sheet')
    expect(await inSlot(allowance.id, 'settlement-sheet')).toEqual([])
    expect((await slotsOf(allowance.id)).locked).toBe('held-by-other')
    expect((await slotsOf(allowance.id, colleague)).locked).toBeNull()
    expect(refusalOf(await send(allowance.id, 'settlement-sheet'))).toBe('held-by-other')
    expect((await send(allowance.id, 'settlement-sheet', '', colleague)).statusCode).toBe(200)
  })
  it('is worked on by several handlers at once, and a case of 费用录入 by its holder alone', async () => {
    const both = await Promise.all([
      send(stay.id, 'discharge-record'),
      send(stay.id, 'discharge-record', '', colleague),
      send(stay.id, 'invoice', '', colleague),
    ])
    expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    expect(refusalOf(await send(allowance.id, 'discharge-record'))).toBe('not-taken')
    expect(await inSlot(stay.id, 'discharge-record')).toHaveLength(2)
  })

  it('replaces an image in its place and keeps what was there', async () => {
    const old = await put(stay.id, 'own-bank-card')
    expect(refusalOf(await send(stay.id, 'own-bank-card'))).toBe('material-slot-full')
    const replaced = await send(stay.id, 'own-bank-card', `?replaces=${old}`)
    expect(replaced.statusCode).toBe(200)
    const images = await inSlot(stay.id, 'own-bank-card')
    expect(images).toMatchObject([{ replaces: old, position: 0 }])
    expect(refusalOf(await send(stay.id, 'own-bank-card', `?replaces=${old}`))).toBe('material-gone')
    expect((await handler.get(url(stay.id, `/${old}/view`))).statusCode).toBe(200)
  })
  it('takes an image away and brings it back to its place, or to what is unsorted where the place is full', async () => {
    const first = await put(stay.id, 'own-bank-card')
    await act(stay.id, first, 'remove')
    expect(refusalOf(await act(stay.id, first, 'remove'))).toBe('material-gone')
    await act(stay.id, first, 'restore')
    expect((await inSlot(stay.id, 'own-bank-card')).map(({ id }) => id)).toEqual([first])
    await act(stay.id, first, 'remove')
    await put(stay.id, 'own-bank-card')
    await act(stay.id, first, 'restore')
    expect((await slotsOf(stay.id)).unsorted.map(({ id }) => id)).toEqual([first])
  })
  it('sorts what was dropped together, and does not go on while something is unsorted', async () => {
    const dropped: string[] = []
    for (let count = 0; count < 6; count += 1) dropped.push(await put(stay.id, 'unsorted'))
    expect((await inSlot(allowance.id, 'settlement-sheet')).length).toBe(0)
    const arrange = (slots: object[]) => handler.post(url(stay.id, '/arrange'), { id: stay.id, slots })
    const sorted = REQUIRED.map((kind, at) => ({ kind, images: [dropped[at]] }))
    expect((await arrange(sorted)).statusCode).toBe(200)
    expect((await slotsOf(stay.id)).missing).toBe(0)
    expect(await inSlot(allowance.id, 'settlement-sheet')).toHaveLength(1)
    expect(refusalOf(await complete())).toBe('materials-unsorted')
    const order = [dropped[5], dropped[3]]
    expect(refusalOf(await arrange([{ kind: 'settlement-sheet', images: [dropped[5]] }]))).toBe('changed-meanwhile')
    expect(refusalOf(await arrange([{ kind: 'own-bank-card', images: [dropped[2], dropped[5]] }]))).toBe(
      'material-slot-full',
    )
    expect(refusalOf(await arrange([{ kind: 'relation-proof', images: [dropped[5]] }]))).toBe('material-kind-unknown')
    await arrange([{ kind: 'settlement-sheet', images: order }])
    expect((await inSlot(stay.id, 'settlement-sheet')).map(({ id }) => id)).toEqual(order)
    expect((await complete()).statusCode).toBe(200)
  })

  it('adds nothing twice when the line was lost and the same upload comes again', async () => {
    const [key, bytes] = [randomUUID(), await photo()]
    const once = () => handler.upload(url(stay.id, '/upload/invoice'), 'a.jpg', bytes, key)
    const [one, two] = [await once(), await once()]
    expect([one.statusCode, two.body]).toEqual([200, one.body])
    expect(await inSlot(stay.id, 'invoice')).toMatchObject([{ attempt: key }])
    const racing = randomUUID()
    const race = () => handler.upload(url(stay.id, '/upload/invoice'), 'b.jpg', bytes, racing)
    await Promise.all([race(), race(), race()])
    expect((await inSlot(stay.id, 'invoice')).filter(({ attempt }) => attempt === racing)).toHaveLength(1)
  })

  it('keeps images encrypted, without place, device and every other note', async () => {
    const id = await put(stay.id, 'discharge-record')
    const seen = await handler.get(url(stay.id, `/${id}/view`))
    expect(seen.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    })
    expect(String(seen.headers['content-disposition'])).toMatch(/^attachment/)
    const { vault } = server.services
    const { rows } = await asSystem(server.services, ({ db }) =>
      sql<{ key: string; hash: Buffer; likeness: string }>`select f.storage_key as key, m.pixel_hash as hash,
          m.likeness::text as likeness
        from claim_materials m join files f on f.id = m.file_id where m.id = ${id}`.execute(db),
    )
    const stored = await buffer(readFile(vault, rows[0]?.key ?? ''))
    for (const bytes of [seen.rawPayload, stored]) {
      const { exif, xmp, iptc, orientation, width, height } = await sharp(bytes).metadata()
      expect([exif, xmp, iptc, orientation]).toEqual([undefined, undefined, undefined, undefined])
      expect([width, height]).toEqual([400, 640])
      expect(bytes.includes('Telephone')).toBe(false)
    }
    expect((await buffer(await vault.disk.getStream(rows[0]?.key ?? ''))).includes(stored.subarray(0, 64))).toBe(false)
    expect(rows[0]?.hash.length).toBeGreaterThan(0)
    const small = await handler.get(url(stay.id, `/${id}/thumbnail`))
    expect((await sharp(small.rawPayload).metadata()).height).toBeLessThanOrEqual(200)
  })
  it('writes down each view of an image in full, and no name or number of anybody', async () => {
    const id = await put(stay.id, 'discharge-record')
    await handler.get(url(stay.id, `/${id}/thumbnail`))
    await handler.get(url(stay.id, `/${id}/view`))
    await act(stay.id, id, 'rotate', { turns: 3 })
    const [turned] = await inSlot(stay.id, 'discharge-record')
    const seen = await handler.get(url(stay.id, `/${turned?.id}/view`))
    expect(await sharp(seen.rawPayload).metadata()).toMatchObject({ width: 640, height: 400, format: 'jpeg' })
    expect(await journal('claim-materials.view', stay.id)).toEqual([{ material: id }, { material: turned?.id }])
  })
  it.each([
    [
      'an SVG',
      '图.svg',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      'image-kind-refused',
    ],
    ['a page that calls itself an image', '图.png', '<html><script>1</script>', 'image-kind-differs'],
    ['a PDF file', '图.pdf', '%PDF-1.7', 'image-kind-refused'],
    ['nothing but the first bytes', '图.jpg', '\xff\xd8\xff', 'image-damaged'],
    ['nothing', '图.jpg', '', 'image-kind-differs'],
  ])('refuses %s', async (_, name, text, code) => {
    const answer = await handler.upload(url(stay.id, '/upload/invoice'), name, Buffer.from(text, 'latin1'))
    expect([answer.statusCode < 500, refusalOf(answer)]).toEqual([true, code])
    expect(await inSlot(stay.id, 'invoice')).toEqual([])
  })
  it('refuses what is too large, has too many pixels or was cut off; what is hidden behind pixels does not survive', async () => {
    const send = (name: string, bytes: Buffer) => handler.upload(url(stay.id, '/upload/invoice'), name, bytes)
    const flood = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    expect(refusalOf(await send('a.png', flood))).toBe('image-too-many-pixels')
    expect(refusalOf(await send('a.jpg', Buffer.alloc(10 * 1024 * 1024 + 1, 0xff)))).toBe('upload-too-large')
    const image = await photo()
    const polyglot = Buffer.concat([image, Buffer.from('<script>alert(1)</script>')])
    const { id } = (await send('a.jpg', polyglot)).json<{ id: string }>()
    expect((await handler.get(url(stay.id, `/${id}/view`))).rawPayload.includes('script')).toBe(false)
  })

  it('shows images to reviewers and auditors, not to finance, other units or clerks who have nothing to do with it', async () => {
    const id = await put(stay.id, 'discharge-record')
    const statusFor = async (actor: Actor) =>
      Promise.all(
        ['', `/${id}/view`, `/${id}/thumbnail`].map(async (rest) => (await actor.get(url(stay.id, rest))).statusCode),
      )
    const at = (desks: Parameters<typeof signIn>[2]['desks']) => signIn(server, association.officeId, { desks })
    for (const desk of ['claim-first-review', 'claim-second-review', 'claim-approval', 'audit', 'claim-entry'] as const)
      expect([desk, await statusFor(await at([desk]))]).toEqual([desk, [200, 200, 200]])
    for (const desk of ['finance', 'payout-making', 'administration'] as const)
      expect([desk, await statusFor(await at([desk]))]).toEqual([desk, [403, 403, 403]])
    expect(await statusFor(stranger)).toEqual([404, 404, 404])
    expect((await send(stay.id, 'invoice', '', stranger)).statusCode).toBe(404)
    const auditor = await at(['audit'])
    expect((await send(stay.id, 'invoice', '', auditor)).statusCode).toBe(403)
    const clerk = await at(['claim-entry'])
    await asSystem(server.services, async ({ db }) => {
      await sql`update claims set state = 'withdrawn' where id = ${stay.id}`.execute(db)
    })
    expect(await statusFor(clerk)).toEqual([403, 403, 403])
    expect(await statusFor(handler)).toEqual([200, 200, 200])
    expect(refusalOf(await send(stay.id, 'invoice'))).toBe('claim-step-not-allowed')
    expect((await slotsOf(stay.id)).locked).toBe('state')
  })

  it('completes cases of one event at once, or none', async () => {
    const { coverId } = insured[0] ?? { coverId: '' }
    const kinds = ['illness-inpatient', 'accident-inpatient'] as const
    const [one, two] = await acceptedCases(server.services, handler.accountId, { coverId, kinds, on: '2026-12-24' })
    const ids = [one?.id ?? '', two?.id ?? '']
    await fill(ids[0] ?? '')
    const all = { ids, card: CARD, bank: '农业银行' }
    expect((await handler.post('/api/claims/materials/complete', all)).json().refusal).toMatchObject({
      code: 'materials-missing',
      number: two?.number,
    })
    expect((await slotsOf(ids[0] ?? '')).locked).toBeNull()
    await put(ids[1] ?? '', 'accident-statement')
    expect((await handler.post('/api/claims/materials/complete', all)).json()).toEqual({ cases: [one, two] })
    expect((await handler.post('/api/claims/materials/complete', { ...all, ids: [...ids, stay.id] })).statusCode).toBe(
      404,
    )
  })
  it('carries the card to the other cases of the event that have none', async () => {
    await fill(stay.id)
    await complete()
    const sealed = await asSystem(server.services, async ({ db }) => {
      const { rows } = await sql<{
        id: string
        sealed: Buffer
      }>`select id, sealed from claims where id = ${allowance.id}`.execute(db)
      return rows[0]
    })
    expect(sealed && openEntry(server.services.crypto, sealed).payee.card).toBe(CARD)
  })

  it('lets go of what was taken away a month ago and never reviewed, and of nothing that is shown', async () => {
    const [gone, kept] = [await put(stay.id, 'invoice'), await put(stay.id, 'discharge-record')]
    await act(stay.id, gone, 'remove', { everywhere: true })
    server.clock.add(31 * 86_400_000)
    await forgetMaterials(server.services)
    expect((await handler.get(url(stay.id, `/${gone}/view`))).statusCode).toBe(404)
    expect(refusalOf(await act(stay.id, gone, 'restore'))).toBe('material-gone')
    expect((await handler.get(url(stay.id, `/${kept}/view`))).statusCode).toBe(200)
    server.clock.set('2027-11-25T09:00:00+08:00')
    await sweepFiles(server.services)
    expect((await handler.get(url(stay.id, `/${kept}/view`))).statusCode).toBe(200)
    expect(await sweepVault(server.services.vault, instantOf(Date.now() + 1000), async (keys) => new Set(keys))).toBe(0)
    server.clock.set('2026-11-25T09:00:00+08:00')
  })
})
