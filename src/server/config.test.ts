import { isAbsolute } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('needs no setting at all', () => {
  const config = readConfig({ PORT: '', SMS_URL: ' ' })
  expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', publicUrl: 'http://localhost:3000', trustProxy: [] })
  expect(config).toMatchObject({
    bucket: undefined,
    database: undefined,
    sms: undefined,
    mail: undefined,
    cryptoSuite: 'aes-256-gcm',
  })
  expect(config.passwordSwitches).toEqual({})
  expect(isAbsolute(config.varFolder)).toBe(true)
  expect(config.keyFile.startsWith(config.varFolder)).toBe(true)
})

test('reads what is set', () => {
  const config = readConfig({
    PUBLIC_URL: 'https://huzhu.example.org/',
    DATABASE_URL: 'postgres://owner:secret@db.example.org/huzhu',
    SMS_URL: 'https://sms.example.org/send',
    SMS_SECRET: 'key',
    SMTP_URL: 'smtps://mail.example.org',
    MAIL_FROM: 'huzhu@example.org',
    S3_URL: 'https://s3.example.org/',
    S3_BUCKET: 'huzhu',
    S3_KEY_ID: 'id',
    S3_SECRET: 'secret',
    PASSWORD_CLASSES: '3',
    PASSWORD_DAYS: '90',
  })
  expect(config).toMatchObject({
    publicUrl: 'https://huzhu.example.org',
    passwordSwitches: { leastClasses: 3, rotationDays: 90 },
    bucket: { url: 'https://s3.example.org', bucket: 'huzhu', region: 'us-east-1', keyId: 'id', secret: 'secret' },
    sms: { url: 'https://sms.example.org/send', secret: 'key' },
    mail: { url: 'smtps://mail.example.org', from: 'huzhu@example.org' },
    database: { ownerUrl: 'postgres://owner:secret@db.example.org/huzhu', appUrl: undefined, jobsUrl: undefined },
  })
})

test.each([
  ['0', []],
  ['1', ['loopback', 'uniquelocal']],
  ['10.1.2.3, 10.2.0.0/16 ,fd00::/8,loopback', ['10.1.2.3', '10.2.0.0/16', 'fd00::/8', 'loopback']],
])('reads the reverse proxies of TRUST_PROXY=%s', (text, proxies) => {
  expect(readConfig({ TRUST_PROXY: text }).trustProxy).toEqual(proxies)
})

test.each([
  [{ PORT: '80 80' }, /^PORT is "80 80": set it to a whole number/],
  [{ PORT: '65536' }, /^PORT/],
  [{ TRUST_PROXY: 'yes' }, /^TRUST_PROXY holds "yes": set it to the addresses of the reverse proxies/],
  [{ TRUST_PROXY: '10.0.0.1,' }, /^TRUST_PROXY holds ""/],
  [{ TRUST_PROXY: '10.0.0.300' }, /^TRUST_PROXY holds "10.0.0.300"/],
  [{ TRUST_PROXY: '10.0.0.0/33' }, /^TRUST_PROXY holds "10.0.0.0\/33"/],
  [{ TRUST_PROXY: '0.0.0.0/0' }, /^TRUST_PROXY holds "0.0.0.0\/0"/],
  [{ CRYPTO_SUITE: 'rot13' }, /^CRYPTO_SUITE is "rot13": set it to aes-256-gcm or sm4-hmac-sm3/],
  [{ PASSWORD_CLASSES: '5' }, /^PASSWORD_CLASSES is "5": set it to a whole number from 1 to 4/],
  [{ PASSWORD_DAYS: '0' }, /^PASSWORD_DAYS is "0": set it to a whole number from 1 to 3650/],
  [{ SMS_URL: 'https://sms.example.org' }, /^SMS_URL is set, and SMS_SECRET must be too/],
  [{ S3_URL: 'https://s3.example.org', S3_BUCKET: 'huzhu' }, /^S3_URL is set, and S3_KEY_ID, S3_SECRET must be too/],
  [{ S3_URL: 's3://huzhu' }, /^S3_URL is no address that starts with http/],
  [{ S3_REGION: 'cn-north-1' }, /^S3_REGION and S3_PATH_STYLE need S3_URL/],
  [{ MAIL_FROM: 'huzhu@example.org' }, /^MAIL_FROM is set, and SMTP_URL must be too/],
  [{ DATABASE_URL: 'postgres://a/b', DATABASE_APP_URL: 'postgres://a/b' }, /and DATABASE_JOBS_URL must be too/],
  [{ DATABASE_APP_URL: 'postgres://a/b', DATABASE_JOBS_URL: 'postgres://a/b' }, /needs DATABASE_URL/],
])('says what is wrong with %o', (environment, sentence) => {
  expect(() => readConfig(environment)).toThrow(sentence)
})

test('does not repeat a password that stands in a wrong address', () => {
  expect(() => readConfig({ DATABASE_URL: 'mysql://root:topsecret@db/x' })).toThrow(
    /^DATABASE_URL is no address that starts with postgres:\/\/ or postgresql:\/\/\.$/,
  )
})
