import * as z from 'zod/mini'
import { endpoint, fileRoute } from './endpoint.ts'
import { count, cursor, optionalLine, pageSize } from './primitives.ts'

/** What is typed to find an entry: the beginning of its code, letters of its pinyin initials, or a part of its name. */
const q = z.string().check(z.minLength(1), z.maxLength(60), z.regex(/^[^\p{Cc}]*$/u))
const hospitalLevel = z.enum(['一级', '二级', '三级'])

/** Everyone who enters, judges or looks at claims. */
const READERS = [
  'unit-handler',
  'claim-entry',
  'claim-first-review',
  'claim-second-review',
  'claim-approval',
  'payout-making',
  'audit',
  'administration',
] as const

export const foundDiagnosis = z.strictObject({
  code: z.string(),
  name: z.string(),
  codeSystem: z.string(),
  /** Chapter of the classification, empty for codes of other classifications. */
  chapter: z.string(),
  /** The code names an injury, a poisoning or an outer cause. */
  accident: z.boolean(),
  /** What the code alone suggests; people confirm or change it, the calculation never reads the code. */
  proposal: z.strictObject({
    category: z.nullable(z.string()),
    grade: z.nullable(z.enum(['mild', 'severe'])),
    inSitu: z.boolean(),
  }),
})

export const findDiagnosis = endpoint({
  name: 'dictionaries.find-diagnosis',
  kind: 'query',
  method: 'GET',
  path: '/api/dictionaries/diagnoses/find',
  summary: 'At most 20 diagnoses by code, pinyin initials or name, best first; with a plan, its category is proposed',
  access: READERS,
  scope: 'account',
  input: z.strictObject({ q, planCode: z.optional(z.string().check(z.maxLength(60))) }),
  output: z.strictObject({ diagnoses: z.array(foundDiagnosis) }),
})

export const findHospital = endpoint({
  name: 'dictionaries.find-hospital',
  kind: 'query',
  method: 'GET',
  path: '/api/dictionaries/hospitals/find',
  summary: 'At most 20 hospitals by code, pinyin initials or name, best first',
  access: READERS,
  scope: 'account',
  input: z.strictObject({ q }),
  output: z.strictObject({
    hospitals: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        /** Null where the hospital has no level. */
        level: z.nullable(hospitalLevel),
        region: z.string(),
      }),
    ),
  }),
})

export const findBank = endpoint({
  name: 'dictionaries.find-bank',
  kind: 'query',
  method: 'GET',
  path: '/api/dictionaries/banks/find',
  summary: 'At most 20 banks by code, pinyin initials or name, best first',
  access: READERS,
  scope: 'account',
  input: z.strictObject({ q }),
  output: z.strictObject({ banks: z.array(z.strictObject({ code: z.string(), name: z.string() })) }),
})

const kind = z.enum(['diagnoses', 'hospitals', 'banks'])

/** 字典: one page of one dictionary, in the order of codes; retired entries too. */
export const listDictionary = endpoint({
  name: 'dictionaries.list',
  kind: 'query',
  method: 'GET',
  path: '/api/dictionaries/:kind',
  summary: 'Entries of a dictionary in the order of codes, with how many there are in all',
  access: ['administration', 'audit'],
  scope: 'account',
  input: z.strictObject({
    kind,
    q: optionalLine(60),
    state: z.optional(z.enum(['used', 'retired'])),
    cursor,
    limit: pageSize,
  }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        initials: z.string(),
        codeSystem: z.nullable(z.string()),
        chapter: z.nullable(z.string()),
        level: z.nullable(hospitalLevel),
        region: z.nullable(z.string()),
        retired: z.boolean(),
      }),
    ),
    next: z.nullable(z.string()),
    used: count,
    retired: count,
  }),
})

/** Greatest size of a dictionary file; 200,000 rows fit. */
export const DICTIONARY_BYTES = 30 * 1024 * 1024

export const dictionaryImport = z.strictObject({
  /** False where anything is wrong: then nothing was written. */
  written: z.boolean(),
  rows: count,
  added: count,
  changed: count,
  retired: count,
  /** How many problems there are; `problems` holds the first thousand in the order of the file. */
  problemCount: count,
  /** Problems by cause, the commonest first, with a sentence for one of them. */
  causes: z.array(z.strictObject({ code: z.string(), message: z.string(), count })),
  problems: z.array(
    z.strictObject({ row: z.nullable(count), cell: z.string(), code: z.string(), message: z.string() }),
  ),
})

export const importDictionary = fileRoute({
  name: 'dictionaries.import',
  kind: 'upload',
  method: 'POST',
  path: '/api/dictionaries/:kind/import',
  summary:
    'Brings in a dictionary from .xlsx, .xls or .csv, all or nothing; with replace, what the file lacks is retired',
  access: ['administration'],
  scope: 'account',
  limit: DICTIONARY_BYTES,
  input: z.strictObject({ kind, replace: z.optional(z.boolean()) }),
  output: dictionaryImport,
})
