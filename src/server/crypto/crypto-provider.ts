import { randomFillSync, timingSafeEqual } from 'node:crypto'
import { secretOf, type KeyRing } from './key-ring.ts'
import { suiteNamed, suiteNumbered, type Suite, type SuiteKeys, type SuiteName } from './suites.ts'

/**
 * Everything that touches keys. A certified module can stand in for the one below. A purpose names what is protected,
 * as `table.column`; values of one purpose or record never open as those of another.
 */
export type CryptoProvider = {
  /** Suite and key version that new values get. */
  readonly suite: SuiteName
  /** Encrypts for one record; the result carries suite, key version and IV. 19 to 51 bytes longer than the text. */
  seal(purpose: string, recordId: string, plaintext: string | Uint8Array): Buffer
  /** Throws `SealBroken` where the value was changed, moved to another record or sealed under an unknown key. */
  open(purpose: string, recordId: string, sealed: Uint8Array): Buffer
  /** Equal values give equal indexes, nothing else can be learnt without the key. 35 bytes. */
  blindIndex(purpose: string, value: string): Buffer
  /** A keyed hash of something short-lived, such as a code sent by SMS; compare with `matches`. 35 bytes. */
  hmac(purpose: string, value: string): Buffer
  /** Whether `stored` is the keyed hash of `value`, also after a key rotation, in constant time. */
  matches(purpose: string, value: string, stored: Uint8Array): boolean
  /** Keys for one file, from a salt of its own; version and suite as stored with the file, or those of new values. */
  fileKeys(purpose: string, salt: Uint8Array, stored?: KeyTag): FileKeys
}

export type KeyTag = { readonly suite: number; readonly version: number }
export type FileKeys = { readonly tag: KeyTag; readonly suite: Suite; readonly keys: SuiteKeys }
/** What a worker thread needs to make the same provider: plain data, can be posted. */
export type KeyMaterial = {
  readonly suite: SuiteName
  readonly ring: KeyRing
  /** Suite of blind indexes where new values get another one: that of the founding, since equal values stay equal. */
  readonly indexSuite?: SuiteName
}

export class SealBroken extends Error {
  override readonly name = 'SealBroken'
}

const TAG_BYTES = 3
const NO_SALT = new Uint8Array(0)

export function createCryptoProvider({ suite: suiteName, ring, indexSuite = suiteName }: KeyMaterial): CryptoProvider {
  const own = suiteNamed(suiteName)
  const indexTag = { suite: suiteNamed(indexSuite).number, version: ring.index }
  const keysFor = cachedKeys(ring)
  const nextIv = ivSource(own.ivLength)

  function digest(use: string, purpose: string, value: string, tag: KeyTag): Buffer {
    const suite = knownSuite(tag.suite)
    return tagged(tag, suite.hmac(keysFor(suite, tag.version, use, purpose), value))
  }

  return {
    suite: suiteName,
    seal(purpose, recordId, plaintext) {
      const text = typeof plaintext === 'string' ? Buffer.from(plaintext) : plaintext
      const iv = nextIv()
      const keys = keysFor(own, ring.current, 'seal', purpose)
      const [body, mac] = own.encrypt(keys, iv, associated(own.number, ring.current, recordId), text)
      return joined(own.number, ring.current, iv, body, mac)
    },
    open(purpose, recordId, sealed) {
      const { suite, version } = tagOf(sealed)
      const chosen = knownSuite(suite)
      const bodyStart = TAG_BYTES + chosen.ivLength
      const bodyEnd = sealed.length - chosen.tagLength
      if (bodyEnd < bodyStart) throw new SealBroken('a sealed value is too short')
      const text = chosen.decrypt(
        keysFor(chosen, version, 'seal', purpose),
        sealed.subarray(TAG_BYTES, bodyStart),
        associated(suite, version, recordId),
        sealed.subarray(bodyStart, bodyEnd),
        sealed.subarray(bodyEnd),
      )
      if (!text) throw new SealBroken(`a sealed value of ${purpose} was changed or belongs elsewhere`)
      return text
    },
    blindIndex: (purpose, value) => digest('index', purpose, value, indexTag),
    hmac: (purpose, value) => digest('hmac', purpose, value, { suite: own.number, version: ring.current }),
    matches(purpose, value, stored) {
      const expected = digest('hmac', purpose, value, tagOf(stored))
      return expected.length === stored.length && timingSafeEqual(expected, stored)
    },
    fileKeys(purpose, salt, stored) {
      const tag = stored ?? { suite: own.number, version: ring.current }
      const suite = knownSuite(tag.suite)
      return { tag, suite, keys: suite.deriveKeys(knownSecret(ring, tag.version), salt, `huzhu/file/${purpose}`) }
    },
  }
}

/** Derived once per suite, version, use and purpose; there are a few dozen in all. */
function cachedKeys(ring: KeyRing) {
  const cache = new Map<string, SuiteKeys>()
  return (suite: Suite, version: number, use: string, purpose: string): SuiteKeys => {
    const name = `${suite.number}/${version}/${use}/${purpose}`
    let keys = cache.get(name)
    if (!keys) {
      keys = suite.deriveKeys(knownSecret(ring, version), NO_SALT, `huzhu/${use}/${purpose}`)
      cache.set(name, keys)
    }
    return keys
  }
}

/** Random IVs drawn 1,024 at a time: a call per value would cost a third of the sealing. */
function ivSource(length: number): () => Uint8Array {
  const pool = new Uint8Array(length * 1024)
  let used = pool.length
  return () => {
    if (used === pool.length) {
      randomFillSync(pool)
      used = 0
    }
    used += length
    return pool.subarray(used - length, used)
  }
}

/** The purpose is bound by its own key; the record, suite and version by the associated data. */
function associated(suite: number, version: number, recordId: string): Buffer {
  return Buffer.from(`${suite}/${version}/${recordId}`)
}

function joined(suite: number, version: number, iv: Uint8Array, body: Uint8Array, mac: Uint8Array): Buffer {
  const sealed = Buffer.allocUnsafe(TAG_BYTES + iv.length + body.length + mac.length)
  sealed[0] = suite
  sealed.writeUInt16BE(version, 1)
  sealed.set(iv, TAG_BYTES)
  sealed.set(body, TAG_BYTES + iv.length)
  sealed.set(mac, TAG_BYTES + iv.length + body.length)
  return sealed
}

function tagged(tag: KeyTag, mac: Uint8Array): Buffer {
  const stored = Buffer.allocUnsafe(TAG_BYTES + mac.length)
  stored[0] = tag.suite
  stored.writeUInt16BE(tag.version, 1)
  stored.set(mac, TAG_BYTES)
  return stored
}

function tagOf(stored: Uint8Array): KeyTag {
  const [suite = 0, high = 0, low = 0] = stored
  return { suite, version: high * 256 + low }
}

function knownSuite(number: number): Suite {
  const suite = suiteNumbered(number)
  if (!suite) throw new SealBroken(`a value names the unknown suite ${number}`)
  return suite
}

function knownSecret(ring: KeyRing, version: number): Uint8Array {
  const secret = secretOf(ring, version)
  if (!secret) throw new SealBroken(`the key file has no version ${version}`)
  return secret
}
