import { Buffer } from 'node:buffer'
import { createCipheriv, createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { createCryptoProvider, SealBroken } from './crypto-provider.ts'
import { fingerprintOf, newKeyRing, readKeyRing, withNewSecret, writeKeyRing } from './key-ring.ts'
import type { SuiteName } from './suites.ts'

const SUITES: SuiteName[] = ['aes-256-gcm', 'sm4-hmac-sm3']
const IDENTITY = 'enrolment_people.identity'
const NUMBER = '379901199001011234'

describe.each(SUITES)('sealing with %s', (suite) => {
  const ring = newKeyRing()
  const provider = createCryptoProvider({ suite, ring })

  it('opens to the same text, also when empty or long', () => {
    for (const text of ['', NUMBER, '王𠮷', 'x'.repeat(100_000)])
      expect(provider.open(IDENTITY, 'r1', provider.seal(IDENTITY, 'r1', text)).toString()).toBe(text)
  })
  it('gives another value each time and never shows the text', () => {
    const sealed = Array.from({ length: 3_000 }, () => provider.seal(IDENTITY, 'r1', NUMBER))
    expect(new Set(sealed.map((value) => value.toString('hex'))).size).toBe(sealed.length)
    expect(sealed.some((value) => value.includes(NUMBER))).toBe(false)
  })
  it('breaks when any byte was changed', () => {
    const sealed = provider.seal(IDENTITY, 'r1', NUMBER)
    for (let at = 0; at < sealed.length; at += 1) {
      const touched = Buffer.from(sealed)
      touched[at] = (touched[at] ?? 0) ^ 1
      expect(() => provider.open(IDENTITY, 'r1', touched), `byte ${at}`).toThrow(SealBroken)
    }
  })
  it('breaks when cut at any length', () => {
    const sealed = provider.seal(IDENTITY, 'r1', NUMBER)
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => provider.open(IDENTITY, 'r1', sealed.subarray(0, length))).toThrow(SealBroken)
  })
  it('breaks when moved to another record or purpose, or under another ring', () => {
    const sealed = provider.seal(IDENTITY, 'r1', NUMBER)
    expect(() => provider.open(IDENTITY, 'r2', sealed)).toThrow(SealBroken)
    expect(() => provider.open('invoices.mail', 'r1', sealed)).toThrow(SealBroken)
    const stranger = createCryptoProvider({ suite, ring: newKeyRing() })
    expect(() => stranger.open(IDENTITY, 'r1', sealed)).toThrow(SealBroken)
  })
  it('indexes equal values equally, by purpose and key', () => {
    const index = provider.blindIndex('person_keys.number', NUMBER)
    expect(index).toHaveLength(35)
    expect(createCryptoProvider({ suite, ring }).blindIndex('person_keys.number', NUMBER)).toEqual(index)
    expect(provider.blindIndex('person_keys.number', `${NUMBER} `)).not.toEqual(index)
    expect(provider.blindIndex('person_keys.phone', NUMBER)).not.toEqual(index)
    expect(createCryptoProvider({ suite, ring: newKeyRing() }).blindIndex('person_keys.number', NUMBER)).not.toEqual(
      index,
    )
  })
  it('opens after a rotation what was sealed before, and seals under the new key', () => {
    const turned = createCryptoProvider({ suite, ring: withNewSecret(ring) })
    const old = provider.seal(IDENTITY, 'r1', NUMBER)
    expect(turned.open(IDENTITY, 'r1', old).toString()).toBe(NUMBER)
    expect(turned.seal(IDENTITY, 'r1', NUMBER).readUInt16BE(1)).toBe(2)
    expect(() => provider.open(IDENTITY, 'r1', turned.seal(IDENTITY, 'r1', NUMBER))).toThrow(SealBroken)
    expect(turned.blindIndex('person_keys.number', NUMBER)).toEqual(provider.blindIndex('person_keys.number', NUMBER))
  })
  it('matches a code against its keyed hash, also after a rotation', () => {
    const stored = provider.hmac('codes.value', '120417')
    const turned = createCryptoProvider({ suite, ring: withNewSecret(ring) })
    expect(turned.matches('codes.value', '120417', stored)).toBe(true)
    expect(turned.matches('codes.value', '120418', stored)).toBe(false)
    expect(turned.matches('codes.other', '120417', stored)).toBe(false)
    expect(turned.matches('codes.value', '120417', stored.subarray(0, 20))).toBe(false)
  })
})

describe('a provider', () => {
  it('reads values of the other suite, so that an installation can change over', () => {
    const ring = newKeyRing()
    const [aes, sm4] = SUITES.map((suite) => createCryptoProvider({ suite, ring }))
    const sealed = aes?.seal(IDENTITY, 'r1', NUMBER) ?? new Uint8Array()
    expect(sm4?.open(IDENTITY, 'r1', sealed).toString()).toBe(NUMBER)
  })
  it('indexes as the installation was founded, whatever seals new values', () => {
    const ring = newKeyRing()
    const founded = createCryptoProvider({ suite: 'aes-256-gcm', ring })
    const changed = createCryptoProvider({ suite: 'sm4-hmac-sm3', ring, indexSuite: 'aes-256-gcm' })
    expect(changed.blindIndex('person_keys.number', NUMBER)).toEqual(founded.blindIndex('person_keys.number', NUMBER))
    expect(changed.seal(IDENTITY, 'r1', NUMBER)[0]).toBe(2)
    expect(changed.matches('codes.value', '120417', founded.hmac('codes.value', '120417'))).toBe(true)
  })
  it('can be made in a worker thread from the posted key material', async () => {
    const material = { suite: 'aes-256-gcm' as const, ring: newKeyRing() }
    const code = `import { parentPort, workerData } from 'node:worker_threads'
      const { createCryptoProvider } = await import(workerData.module)
      parentPort.postMessage(createCryptoProvider(workerData.material).seal('a.b', 'r1', 'text'))`
    const module = new URL('crypto-provider.ts', import.meta.url).href
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), {
      workerData: { material, module },
      execArgv: [],
    })
    const sealed = await new Promise<Uint8Array>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
    })
    await worker.terminate()
    expect(createCryptoProvider(material).open('a.b', 'r1', sealed).toString()).toBe('text')
  })
  it('seals a roster fast enough for 200,000 rows', () => {
    const provider = createCryptoProvider({ suite: 'aes-256-gcm', ring: newKeyRing() })
    const started = process.cpuUsage()
    for (let row = 0; row < 20_000; row += 1) provider.seal(IDENTITY, `record-${row}`, NUMBER)
    const used = process.cpuUsage(started)
    expect((used.user + used.system) / 20_000).toBeLessThan(25)
  })
})

describe('the key ring', () => {
  it('is the same after writing and reading', () => {
    const ring = withNewSecret(newKeyRing())
    const read = readKeyRing(writeKeyRing(ring))
    expect(read && writeKeyRing(read)).toBe(writeKeyRing(ring))
    expect(read && fingerprintOf(read, 2)).toBe(fingerprintOf(ring, 2))
    expect(fingerprintOf(ring, 1)).not.toBe(fingerprintOf(ring, 2))
  })
  it('is refused when damaged in any way', () => {
    const good = writeKeyRing(newKeyRing())
    for (const text of ['', 'null', '[]', '{}', good.slice(0, -5), good.replace('"current": 1', '"current": 2')])
      expect(readKeyRing(text), text).toBeUndefined()
    expect(readKeyRing(good.replace(/"secret": "..../, '"secret": "'))).toBeUndefined()
  })
})

describe("node's SM3 and SM4", () => {
  it('give the results of GB/T 32905 appendix A', () => {
    expect(createHash('sm3').update('abc').digest('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    )
    expect(createHash('sm3').update('abcd'.repeat(16)).digest('hex')).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    )
  })
  it('give the result of GB/T 32907 appendix A', () => {
    const key = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
    const once = createCipheriv('sm4-ecb', key, null).setAutoPadding(false)
    expect(once.update(key).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
    const ctr = createCipheriv('sm4-ctr', key, key)
    expect(ctr.update(Buffer.alloc(16)).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
  })
})
