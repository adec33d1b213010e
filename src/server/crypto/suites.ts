import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/**
 * A suite encrypts with authentication and makes keyed hashes. The number is stored with each value, so that values of
 * both suites can lie side by side while an installation changes over.
 */
export type Suite = {
  readonly name: SuiteName
  readonly number: number
  readonly ivLength: number
  readonly tagLength: number
  /** Derives the keys of one use; `info` names the use and `salt` may be empty. */
  deriveKeys(secret: Uint8Array, salt: Uint8Array, info: string): SuiteKeys
  /** Ciphertext followed by the tag over `aad`, IV and ciphertext. */
  encrypt(keys: SuiteKeys, iv: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): [Buffer, Buffer]
  /** The plaintext, or nothing where the tag does not fit. */
  decrypt(keys: SuiteKeys, iv: Uint8Array, aad: Uint8Array, body: Uint8Array, tag: Uint8Array): Buffer | undefined
  hmac(keys: SuiteKeys, value: Uint8Array | string): Buffer
}

export type SuiteName = 'aes-256-gcm' | 'sm4-hmac-sm3'
/** KeyObjects: node:crypto is five times slower with raw key bytes. */
export type SuiteKeys = { readonly cipher: KeyObject; readonly mac: KeyObject }

function derive(digest: string, cipherBytes: number, secret: Uint8Array, salt: Uint8Array, info: string): SuiteKeys {
  const bytes = Buffer.from(hkdfSync(digest, secret, salt, info, cipherBytes + 32))
  return {
    cipher: createSecretKey(bytes.subarray(0, cipherBytes)),
    mac: createSecretKey(bytes.subarray(cipherBytes)),
  }
}

/** Small results share memory: a buffer of its own for each, as node:crypto makes them, costs a third of the hashing. */
function pooled(binary: string): Buffer {
  return Buffer.from(binary, 'binary')
}

const aesGcm: Suite = {
  name: 'aes-256-gcm',
  number: 1,
  ivLength: 12,
  tagLength: 16,
  deriveKeys: (secret, salt, info) => derive('sha256', 32, secret, salt, info),
  encrypt(keys, iv, aad, plaintext) {
    const cipher = createCipheriv('aes-256-gcm', keys.cipher, iv)
    cipher.setAAD(aad)
    const body = cipher.update(plaintext)
    cipher.final()
    return [body, cipher.getAuthTag()]
  },
  decrypt(keys, iv, aad, body, tag) {
    const decipher = createDecipheriv('aes-256-gcm', keys.cipher, iv, { authTagLength: 16 })
    decipher.setAAD(aad)
    decipher.setAuthTag(tag)
    const plaintext = decipher.update(body)
    try {
      decipher.final()
    } catch {
      return undefined
    }
    return plaintext
  },
  hmac: (keys, value) => pooled(createHmac('sha256', keys.mac).update(value).digest('binary')),
}

/** The length comes first, so that no byte can move from the AAD to the IV with the tag unchanged. */
function sm3Tag(keys: SuiteKeys, iv: Uint8Array, aad: Uint8Array, body: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(aad.length)
  return createHmac('sm3', keys.mac).update(length).update(aad).update(iv).update(body).digest()
}

/** OpenSSL has no SM4-GCM: encrypt by SM4-CTR, then HMAC-SM3 over AAD, IV and ciphertext. */
const sm4HmacSm3: Suite = {
  name: 'sm4-hmac-sm3',
  number: 2,
  ivLength: 16,
  tagLength: 32,
  deriveKeys: (secret, salt, info) => derive('sm3', 16, secret, salt, info),
  encrypt(keys, iv, aad, plaintext) {
    const body = createCipheriv('sm4-ctr', keys.cipher, iv).update(plaintext)
    return [body, sm3Tag(keys, iv, aad, body)]
  },
  decrypt(keys, iv, aad, body, tag) {
    if (!timingSafeEqual(sm3Tag(keys, iv, aad, body), tag)) return undefined
    return createDecipheriv('sm4-ctr', keys.cipher, iv).update(body)
  },
  hmac: (keys, value) => pooled(createHmac('sm3', keys.mac).update(value).digest('binary')),
}

const SUITES: readonly Suite[] = [aesGcm, sm4HmacSm3]

export function suiteNamed(name: SuiteName): Suite {
  const found = SUITES.find((suite) => suite.name === name)
  if (!found) throw new RangeError(`no cipher suite is called ${name}`)
  return found
}

export function suiteNumbered(number: number | undefined): Suite | undefined {
  return SUITES.find((suite) => suite.number === number)
}
