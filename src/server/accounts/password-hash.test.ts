import { hash } from '@node-rs/argon2'
import { expect, it } from 'vitest'
import { createPasswordHasher } from './password-hash.ts'

const hasher = await createPasswordHasher()

it('keeps a password as an argon2id hash with a salt of its own', async () => {
  const stored = await hasher.hash('kettle rain blue')
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await hasher.hash('kettle rain blue')).not.toBe(stored)
  expect(await hasher.verify(stored, 'kettle rain blue')).toBe(true)
  expect(await hasher.verify(stored, 'kettle rain bluE')).toBe(false)
})

it('takes what an input method typed full-width, and every character to the last', async () => {
  const long = 'x'.repeat(127)
  const stored = await hasher.hash(`${long}A`)
  expect(await hasher.verify(stored, `${long}Ａ`)).toBe(true)
  expect(await hasher.verify(stored, `${long}B`)).toBe(false)
})

it('takes as long for unknown users as for known ones', async () => {
  const stored = await hasher.hash('kettle rain blue')
  const spent = async (of: string | undefined) => {
    const started = performance.now()
    expect(await hasher.verify(of, 'wrong password')).toBe(false)
    return performance.now() - started
  }
  const times: { known: number; unknown: number }[] = []
  for (let round = 0; round < 15; round += 1)
    times.push({ known: await spent(stored), unknown: await spent(undefined) })
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[7] ?? 0
  const ratio = median(times.map((time) => time.unknown)) / median(times.map((time) => time.known))
  expect(ratio).toBeGreaterThan(0.6)
  expect(ratio).toBeLessThan(1.6)
})

it('knows hashes of another cost', async () => {
  expect(hasher.isOutdated(await hasher.hash('kettle rain blue'))).toBe(false)
  expect(hasher.isOutdated(await hash('kettle rain blue', { memoryCost: 8192 }))).toBe(true)
})
