import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseImageLikeness, type ImageLikeness, type PixelHash } from '../../src/domain/claims/image-likeness.ts'
import { asSystem, makeAssociation, signIn } from '../support/actors.ts'
import { enteredClaims } from '../support/claims.ts'
import { insuredPeople } from '../support/insured.ts'
import { resemblanceOf } from '../support/likeness.ts'
import { rounds } from '../support/long.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const PAIRS = rounds(300, 5_000)

let server: TestServer
let ids: readonly string[]
beforeAll(async () => {
  server = await startTestServer({ at: '2026-11-10T09:00:00+08:00' })
  const association = await makeAssociation(server)
  const handler = await signIn(server, association.unitId, { desks: ['unit-handler'] })
  const insured = await insuredPeople(server, association, { people: 2 })
  server.clock.set('2026-12-01T09:00:00+08:00')
  const claims: string[] = []
  for (const one of insured) {
    const [claim] = await enteredClaims(server, handler, {
      insured: one,
      kinds: ['accident-inpatient'],
      on: '2026-11-20',
    })
    claims.push(claim!.id)
  }
  ids = claims
}, 120_000)
afterAll(() => server.stop())

const whole = 2n ** 64n - 1n
const random = (below: number) => Math.floor(Math.random() * below)
const likeness = (value: bigint) => parseImageLikeness((value & whole).toString(16).padStart(16, '0'))
const any64 = () => randomBytes(8).readBigUInt64BE()
const signed = (one: ImageLikeness) => BigInt.asIntN(64, BigInt(`0x${one}`)).toString()

/** The same bits but for some of them. */
function apart(value: bigint, bits: number): bigint {
  const flipped = new Set<number>()
  while (flipped.size < bits) flipped.add(random(64))
  return [...flipped].reduce((rest, at) => rest ^ (1n << BigInt(at)), value)
}

it('images that are alike are found by the database exactly where their bits say so', async () => {
  const found = new Map([
    [true, 0],
    [false, 0],
  ])
  for (let one = 0; one < PAIRS; one += 1) {
    const before = { pixels: randomBytes(32).toString('hex') as PixelHash, likeness: likeness(any64()) }
    const near = () => likeness(apart(BigInt(`0x${before.likeness}`), random(9)))
    const looks = [near(), likeness(any64()), likeness(any64()), likeness(any64())]
    const [upright, ...turned] = random(2) === 0 ? looks : looks.toReversed()
    const image = { pixels: randomBytes(32).toString('hex') as PixelHash, likeness: upright!, turned }
    const expected = resemblanceOf(image, before)
    const rows = await asSystem(server.services, async ({ db }) => {
      await sql`update claim_materials set likeness = null, turned = '{}', pixel_hash = sha256(id::text::bytea)
        where claim_id = any(${ids}::uuid[])`.execute(db)
      await sql`update claim_materials set likeness = ${signed(before.likeness)}::bigint,
          pixel_hash = ${Buffer.from(before.pixels, 'hex')}
        where id = (select min(id::text)::uuid from claim_materials where claim_id = ${ids[0]})`.execute(db)
      await sql`update claim_materials set likeness = ${signed(image.likeness)}::bigint,
          turned = ${image.turned.map(signed)}::bigint[], pixel_hash = ${Buffer.from(image.pixels, 'hex')}
        where id = (select min(id::text)::uuid from claim_materials where claim_id = ${ids[1]})`.execute(db)
      return (await sql<{ distance: number }>`select distance from image_uses(${ids[1]})`.execute(db)).rows
    })
    const alike = expected?.kind === 'alike'
    found.set(alike, (found.get(alike) ?? 0) + 1)
    // What differs in no bit but in its pixels is alike, never the same.
    expect(rows).toEqual(alike ? [{ distance: Math.max(1, expected.distance) }] : [])
  }
  expect(Math.min(...found.values())).toBeGreaterThan(PAIRS / 5)
}, 120_000)
