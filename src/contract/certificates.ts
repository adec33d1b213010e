import * as z from 'zod/mini'
import { endpoint, fileRoute } from './endpoint.ts'
import {
  calendarDate,
  count,
  cursor,
  optionalLine,
  pageOf,
  pageSize,
  rowPosition,
  timestamp,
  token,
  uuid,
  version,
  yuan,
} from './primitives.ts'

const certificateRow = z.strictObject({
  id: uuid,
  number: z.string(),
  version,
  unitName: z.string(),
  agencyName: z.string(),
  enrolmentNumber: z.string(),
  planName: z.string(),
  heads: count,
  total: yuan,
  firstDay: calendarDate,
  lastDay: calendarDate,
  issuedAt: timestamp,
  printedAt: z.nullable(timestamp),
  /** Somebody ticked 我已确认人员名单无误 for this version. */
  rosterConfirmed: z.boolean(),
  /** The PDF of this version is ready. */
  ready: z.boolean(),
  /** Something that the letter shows has changed since: 刷新计划书 would make a new version. */
  outdated: z.boolean(),
})

/** 确认书打印: 未打印 / 已打印, on the unit side and the management side. */
export const listCertificates = endpoint({
  name: 'certificates.list',
  kind: 'query',
  method: 'GET',
  path: '/api/certificates',
  summary: 'Confirmation letters in scope, newest first',
  access: ['unit-handler', 'certificates', 'enrolment-review', 'finance', 'audit'],
  scope: 'subtree',
  input: z.strictObject({
    tab: z.enum(['unprinted', 'printed']),
    number: optionalLine(30),
    enrolmentNumber: optionalLine(30),
    unitName: optionalLine(100),
    planCode: optionalLine(50),
    from: z.optional(calendarDate),
    to: z.optional(calendarDate),
    cursor,
    limit: pageSize,
  }),
  output: z.strictObject({ ...pageOf(certificateRow).shape, unprinted: count, printed: count }),
})

const insured = z.strictObject({
  rowNumber: z.int(),
  name: z.string(),
  idNumber: z.string(),
  riskClass: z.enum(['ordinary', 'high-risk']),
  firstDay: calendarDate,
  lastDay: calendarDate,
})

/** 参保人员清单列表 */
export const listInsured = endpoint({
  name: 'certificates.list-insured',
  kind: 'query',
  method: 'POST',
  path: '/api/certificates/:id/people',
  summary: 'People of a letter by row number, or the first 500 that match a search; in full for the unit itself',
  access: ['unit-handler', 'certificates', 'enrolment-review', 'finance', 'audit'],
  scope: 'subtree',
  input: z.strictObject({
    id: uuid,
    from: z.optional(rowPosition),
    to: z.optional(rowPosition),
    search: optionalLine(50),
  }),
  output: z.strictObject({ rows: z.array(insured), lastRowNumber: count, people: count }),
})

/** Names and versions of one letter, and the characters that no font has. */
export const getCertificate = endpoint({
  name: 'certificates.get',
  kind: 'query',
  method: 'GET',
  path: '/api/certificates/:id',
  summary: 'The letter’s facts and its earlier versions',
  access: ['unit-handler', 'certificates', 'enrolment-review', 'finance', 'audit'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({
    certificate: certificateRow,
    versions: z.array(z.strictObject({ version, issuedAt: timestamp, superseded: z.boolean() })),
    unprintable: z.array(z.strictObject({ person: z.string(), character: z.string(), codePoint: z.string() })),
  }),
})

/** 下载人员清单 */
export const downloadInsured = fileRoute({
  name: 'certificates.download-insured',
  kind: 'download',
  method: 'POST',
  path: '/api/certificates/:id/people.xlsx',
  summary: 'The roster of a letter as a workbook, numbers as text; more than 1,000 people ask officers for a reason',
  access: ['unit-handler', 'certificates'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, reason: optionalLine(200) }),
  output: z.any(),
})

/** 打印确认书 / 确认书下载: the same bytes each time; the first full receipt moves 未打印 to 已打印. */
export const downloadLetter = fileRoute({
  name: 'certificates.download-letter',
  kind: 'download',
  method: 'GET',
  path: '/api/certificates/:id/versions/:version/letter.pdf',
  summary: 'The PDF of one version',
  access: ['unit-handler', 'certificates'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, version }),
  output: z.any(),
})

/** The letter itself beside the list: a page as a picture, since not every browser shows PDF. `x-huzhu-pages` says how many. */
export const viewLetterPage = fileRoute({
  name: 'certificates.view-page',
  kind: 'download',
  method: 'GET',
  path: '/api/certificates/:id/versions/:version/pages/:page',
  summary: 'A page of one version as a PNG; each view is journaled',
  access: ['unit-handler', 'certificates'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, version, page: z.int().check(z.minimum(1), z.maximum(10_000)) }),
  output: z.any(),
})

/** 我已确认人员名单无误 → 打印确认书 */
export const confirmRoster = endpoint({
  name: 'certificates.confirm-roster',
  kind: 'command',
  method: 'POST',
  path: '/api/certificates/:id/confirm-roster',
  summary: 'The tick before printing; `codePointsAccepted` goes on although a character has no glyph',
  access: ['unit-handler', 'certificates'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, version, codePointsAccepted: z.optional(z.boolean()) }),
  output: z.strictObject({ done: z.literal(true) }),
})

/** 刷新计划书 */
export const refreshCertificate = endpoint({
  name: 'certificates.refresh',
  kind: 'command',
  method: 'POST',
  path: '/api/certificates/:id/refresh',
  summary: 'Makes a new version when something changed; earlier ones stay on record as superseded',
  access: ['unit-handler', 'certificates'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, version }),
  output: z.strictObject({ version, changed: z.boolean() }),
})

/** Where the QR code leads: the version that the paper bears, or the current one where an address names none; nothing personal. */
export const verifyCertificate = endpoint({
  name: 'certificates.verify',
  kind: 'query',
  method: 'GET',
  path: '/api/verify/:token',
  summary: 'Number, version, valid, superseded or ended, heads and period; without a version, of the current one',
  access: 'anyone',
  scope: 'public',
  rate: { per: 'address', count: 60, minutes: 10 },
  input: z.strictObject({ token, version: z.optional(version) }),
  output: z.strictObject({
    number: z.string(),
    version,
    currentVersion: version,
    superseded: z.boolean(),
    /** The last day of cover is over. */
    ended: z.boolean(),
    unitName: z.string(),
    planName: z.string(),
    heads: count,
    firstDay: calendarDate,
    lastDay: calendarDate,
    officeName: z.string(),
  }),
})
