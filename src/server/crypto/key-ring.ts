import { createHmac, randomBytes } from 'node:crypto'

/**
 * The master secrets. New values are sealed under `current`; old versions open what was sealed before. Blind indexes
 * keep the version `index` until every row has been indexed anew, since equal values must give equal indexes.
 * Plain data: it can be posted to a worker thread.
 */
export type KeyRing = {
  readonly current: number
  readonly index: number
  readonly secrets: readonly { readonly version: number; readonly secret: Uint8Array }[]
}

const SECRET_BYTES = 32
const MAX_VERSION = 65_535

export function newKeyRing(): KeyRing {
  return { current: 1, index: 1, secrets: [{ version: 1, secret: randomBytes(SECRET_BYTES) }] }
}

/** The ring with one more secret, which seals from now on; everything sealed before still opens. */
export function withNewSecret(ring: KeyRing): KeyRing {
  const version = Math.max(...ring.secrets.map((entry) => entry.version)) + 1
  return { ...ring, current: version, secrets: [...ring.secrets, { version, secret: randomBytes(SECRET_BYTES) }] }
}

export function secretOf(ring: KeyRing, version: number): Uint8Array | undefined {
  return ring.secrets.find((entry) => entry.version === version)?.secret
}

/** A value to store in the database: another one at the next start means that the key file is not the one in use. */
export function fingerprintOf(ring: KeyRing, version: number): string | undefined {
  const secret = secretOf(ring, version)
  return secret && createHmac('sha256', secret).update('huzhu key fingerprint').digest('hex').slice(0, 32)
}

export function writeKeyRing(ring: KeyRing): string {
  const secrets = ring.secrets.map(({ version, secret }) => ({
    version,
    secret: Buffer.from(secret).toString('base64'),
  }))
  return `${JSON.stringify({ current: ring.current, index: ring.index, secrets }, undefined, 2)}\n`
}

/** Reads what `writeKeyRing` wrote; undefined where the text is damaged in any way. */
export function readKeyRing(text: string): KeyRing | undefined {
  const raw = parsed(text) as { current?: unknown; index?: unknown; secrets?: unknown } | undefined
  if (!raw || !Array.isArray(raw.secrets)) return undefined
  const secrets = raw.secrets.map(readSecret).filter((entry) => entry !== undefined)
  const { current, index } = raw
  const versions = new Set(secrets.map((entry) => entry.version))
  const whole = secrets.length === raw.secrets.length && versions.size === secrets.length
  if (!whole || !isVersion(current) || !isVersion(index)) return undefined
  return versions.has(current) && versions.has(index) ? { current, index, secrets } : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined
  } catch {
    return undefined
  }
}

function isVersion(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_VERSION
}

function readSecret(raw: unknown): KeyRing['secrets'][number] | undefined {
  const { version, secret } = (raw ?? {}) as { version?: unknown; secret?: unknown }
  if (!isVersion(version) || typeof secret !== 'string') return undefined
  const bytes = Buffer.from(secret, 'base64')
  return bytes.length === SECRET_BYTES ? { version, secret: new Uint8Array(bytes) } : undefined
}
