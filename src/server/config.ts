import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PasswordSwitches } from '../domain/accounts/password-rules.ts'
import { CannotStart } from './cannot-start.ts'
import type { SuiteName } from './crypto/suites.ts'
import type { BucketSettings } from './files/bucket.ts'
import { trustedProxiesOf } from './trusted-proxies.ts'

/** An existing PostgreSQL; without URLs of its own for the two roles, the owner makes them. */
export type ExternalDatabase = {
  readonly ownerUrl: string
  readonly appUrl: string | undefined
  readonly jobsUrl: string | undefined
}

/** What the operator sets by environment variables; undefined gateways are those not set up. */
export type Config = {
  readonly port: number
  readonly host: string
  /** Address of the pages as browsers and letters know it, without a slash at the end. */
  readonly publicUrl: string
  /** Addresses and ranges of reverse proxies that set X-Forwarded-For and X-Forwarded-Proto; none where there is none. */
  readonly trustProxy: readonly string[]
  /** Database, files and keys, unless they are elsewhere. */
  readonly varFolder: string
  readonly database: ExternalDatabase | undefined
  readonly keyFile: string
  /** Undefined where files lie in a folder. */
  readonly bucket: BucketSettings | undefined
  readonly cryptoSuite: SuiteName
  /** Complexity and rotation of passwords, where an assessment (等保) asks for them. */
  readonly passwordSwitches: PasswordSwitches
  readonly sms: { readonly url: string; readonly secret: string } | undefined
  readonly mail: { readonly url: string; readonly from: string } | undefined
}

export type Environment = Readonly<Record<string, string | undefined>>

/** The folder of this program, from wherever it was started. */
export const programFolder = fileURLToPath(new URL('../../', import.meta.url))

const cryptoSuites: readonly SuiteName[] = ['aes-256-gcm', 'sm4-hmac-sm3']

/** Reads and checks the settings; throws `CannotStart` that names the variable and what it may be. */
export function readConfig(environment: Environment): Config {
  // A variable set to nothing is a variable not set.
  const read = (name: string) => environment[name]?.trim() || undefined
  const url = (name: string, schemes: readonly string[]) => checkedUrl(name, read(name), schemes)
  const port = portOf(read('PORT') ?? '3000')
  const varFolder = resolve(programFolder, read('HUZHU_VAR') ?? 'var')
  const postgres = ['postgres:', 'postgresql:']
  const ownerUrl = url('DATABASE_URL', postgres)
  const appUrl = url('DATABASE_APP_URL', postgres)
  const jobsUrl = url('DATABASE_JOBS_URL', postgres)
  together([
    ['DATABASE_APP_URL', appUrl],
    ['DATABASE_JOBS_URL', jobsUrl],
  ])
  if (appUrl && !ownerUrl) throw new CannotStart('DATABASE_APP_URL needs DATABASE_URL, the owner of that database.')
  return {
    port,
    host: read('HOST') ?? '127.0.0.1',
    publicUrl: withoutSlash(url('PUBLIC_URL', ['http:', 'https:']) ?? `http://localhost:${port}`),
    trustProxy: trustedProxiesOf(read('TRUST_PROXY')),
    varFolder,
    database: ownerUrl ? { ownerUrl, appUrl, jobsUrl } : undefined,
    keyFile: resolve(programFolder, read('KEY_FILE') ?? join(varFolder, 'keys.json')),
    bucket: bucketOf(read, url('S3_URL', ['http:', 'https:'])),
    cryptoSuite: suiteOf(read('CRYPTO_SUITE') ?? 'aes-256-gcm'),
    passwordSwitches: switchesOf(
      wholeNumber('PASSWORD_CLASSES', read('PASSWORD_CLASSES'), 1, 4),
      wholeNumber('PASSWORD_DAYS', read('PASSWORD_DAYS'), 1, 3650),
    ),
    sms: pair(['SMS_URL', url('SMS_URL', ['http:', 'https:'])], ['SMS_SECRET', read('SMS_SECRET')], (url, secret) => ({
      url,
      secret,
    })),
    mail: pair(['SMTP_URL', url('SMTP_URL', ['smtp:', 'smtps:'])], ['MAIL_FROM', read('MAIL_FROM')], (url, from) => ({
      url,
      from,
    })),
  }
}

function portOf(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port
  throw new CannotStart(`PORT is "${text}": set it to a whole number from 1 to 65535, or leave it out for 3000.`)
}

function wholeNumber(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= least && number <= most) return number
  throw new CannotStart(`${name} is "${text}": set it to a whole number from ${least} to ${most}, or leave it out.`)
}

function switchesOf(leastClasses: number | undefined, rotationDays: number | undefined): PasswordSwitches {
  return { ...(leastClasses !== undefined && { leastClasses }), ...(rotationDays !== undefined && { rotationDays }) }
}

function checkedUrl(name: string, text: string | undefined, schemes: readonly string[]): string | undefined {
  if (text === undefined) return undefined
  if (URL.canParse(text) && schemes.includes(new URL(text).protocol)) return text
  // The text may hold a password, so it is not repeated.
  throw new CannotStart(
    `${name} is no address that starts with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}.`,
  )
}

function yesOrNo(name: string, text: string | undefined): boolean {
  if (text === undefined || text === '0') return false
  if (text === '1') return true
  throw new CannotStart(`${name} is "${text}": set it to 1 or 0.`)
}

function suiteOf(text: string): SuiteName {
  const suite = cryptoSuites.find((name) => name === text)
  if (suite) return suite
  throw new CannotStart(`CRYPTO_SUITE is "${text}": set it to ${cryptoSuites.join(' or ')}.`)
}

/** Files go into a bucket once it is named; what is needed to reach it must be there then. */
function bucketOf(read: (name: string) => string | undefined, url: string | undefined): BucketSettings | undefined {
  const [bucket, keyId, secret] = [read('S3_BUCKET'), read('S3_KEY_ID'), read('S3_SECRET')]
  together([
    ['S3_URL', url],
    ['S3_BUCKET', bucket],
    ['S3_KEY_ID', keyId],
    ['S3_SECRET', secret],
  ])
  const region = read('S3_REGION')
  const pathStyle = yesOrNo('S3_PATH_STYLE', read('S3_PATH_STYLE'))
  if (url && bucket && keyId && secret) {
    return { url: withoutSlash(url), bucket, keyId, secret, region: region ?? 'us-east-1', pathStyle }
  }
  if (region || pathStyle) throw new CannotStart('S3_REGION and S3_PATH_STYLE need S3_URL, the store they are about.')
  return undefined
}

type Setting = readonly [name: string, value: string | undefined]

/** Settings that only make sense together: all are set, or none is. */
function together(settings: readonly Setting[]): void {
  const missing = settings.filter(([, value]) => value === undefined)
  if (missing.length === 0 || missing.length === settings.length) return
  const [set] = settings.filter(([, value]) => value !== undefined)
  throw new CannotStart(`${set?.[0]} is set, and ${missing.map(([name]) => name).join(', ')} must be too.`)
}

function pair<T>(first: Setting, second: Setting, make: (first: string, second: string) => T): T | undefined {
  together([first, second])
  return first[1] && second[1] ? make(first[1], second[1]) : undefined
}

/** An address to which paths are added. */
function withoutSlash(address: string): string {
  return address.endsWith('/') ? withoutSlash(address.slice(0, -1)) : address
}
