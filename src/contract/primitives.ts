import * as z from 'zod/mini'

/** Primitives of the wire: strings, integers, enums and patterns; conversion happens in the domain. */
export const uuid = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/))
/** 128-bit token for what opens without signing in, base64url. */
export const token = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/))
/** A day that exists, from 1900 to 2199, since the pattern travels further than any rule behind it. */
export const calendarDate = z
  .string()
  .check(
    z.regex(
      /^(?:(?:19|20|21)\d\d-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:(?:19|20|21)(?:0[48]|[2468][048]|[13579][26])|2000)-02-29)$/,
    ),
  )
/** A birth date; only its year for whoever sees the number masked, which the day would give back. */
export const birth = z.string().check(z.regex(/^\d{4}(?:-\d{2}-\d{2})?$/))
/** `2026-11-22T08:00:00.000Z` */
export const timestamp = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/))
/** Decimal yuan with two decimals, e.g. `1234.50`. */
export const yuan = z.string().check(z.regex(/^-?\d{1,10}\.\d{2}$/))
/** Decimal yuan as typed: up to two decimals. */
export const yuanInput = z.string().check(z.regex(/^\d{1,8}(\.\d{1,2})?$/))
export const mobile = z.string().check(z.regex(/^1[3-9]\d{9}$/))
export const smsCode = z.string().check(z.regex(/^\d{6}$/))
/** Counts and versions fit the database's integers. */
const MOST = 2 ** 31 - 1
export const count = z.int().check(z.minimum(0), z.maximum(MOST))
export const version = z.int().check(z.minimum(0), z.maximum(MOST))
/** Number of a row in a list, from 1. */
export const rowPosition = z.int().check(z.minimum(1), z.maximum(MOST))
export const pageSize = z.optional(z.int().check(z.minimum(1), z.maximum(100)))
/** Opaque position of a keyset page, given out as `next`. */
export const cursor = z.optional(z.string().check(z.maxLength(300)))

/** Free text of one line, at most `length` characters (code points are judged in the domain). */
export const line = (length: number) => z.string().check(z.minLength(1), z.maxLength(length), z.regex(/^[^\p{Cc}]*$/u))
export const optionalLine = (length: number) =>
  z.optional(z.string().check(z.maxLength(length), z.regex(/^[^\p{Cc}]*$/u)))
/** Free text of several lines. */
export const text = (length: number) => z.string().check(z.maxLength(length))

/** As typed; the rules for a new one are the domain's. */
export const password = z.string().check(z.minLength(1), z.maxLength(512))
export const done = z.strictObject({ done: z.literal(true) })
export const nothing = z.strictObject({})

/** A page of a list: rows in the order shown and where the next page begins. */
export const pageOf = <Row extends z.ZodMiniType>(row: Row) =>
  z.strictObject({ rows: z.array(row), next: z.nullable(z.string()) })
