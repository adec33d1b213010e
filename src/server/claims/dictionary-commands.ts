import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { DICTIONARY_KINDS, type DictionaryKind } from '../../domain/claims/dictionary-rows.ts'
import { importDictionary } from '../../contract/dictionaries.ts'
import { WrongUsage, type Command, type Outcome } from '../command-line.ts'
import { inTransaction, type Request } from '../db/transaction.ts'
import type { Services } from '../services.ts'
import { withServices } from '../with-services.ts'
import { loadDictionaries } from './bring-dictionaries.ts'
import { judgeReading, writeImport, type DictionaryImport } from './import-dictionary.ts'
import { readDictionary, type ReadEntry } from './read-dictionary.ts'

/** `dictionary load`: the dictionaries that ship, as they ship. */
export const dictionaryLoadCommand: Command = {
  name: 'dictionary load',
  usage: '',
  summary: 'Loads the dictionaries that ship (diagnoses, banks; hospitals in a demo); other entries stay',
  options: {},
  files: 0,
  run: ({ say }) =>
    withServices(say, async ({ services }) => {
      const loaded = await loadDictionaries(services)
      const lines = loaded.map(
        ({ kind, entries, added, changed }) => `${kind}: ${entries} entries, ${added} new, ${changed} changed`,
      )
      return { data: { loaded }, lines }
    }),
}

/** `dictionary import FILE --kind KIND [--replace]`: a full dictionary from a file, all or nothing. */
export const dictionaryImportCommand: Command = {
  name: 'dictionary import',
  usage: 'FILE --kind diagnoses|hospitals|banks [--replace]',
  summary: 'Imports a dictionary (.xlsx, .xls or .csv); with --replace, entries that the file lacks are retired',
  options: { kind: { type: 'string' }, replace: { type: 'boolean' } },
  files: 1,
  async run({ files: [file = ''], options, say }) {
    const kind = kindOf(options['kind'])
    const bytes = await readFile(file).catch(() => undefined)
    if (!bytes) throw new WrongUsage(`There is no file "${file}".`)
    const judged = judgeReading(kind, await readDictionary(kind, basename(file), bytes), Infinity)
    if ('refused' in judged) return outcomeOf(judged.refused)
    const replace = options['replace'] === true
    return withServices(say, async ({ services }) => outcomeOf(await write(services, kind, replace, judged.entries)))
  },
}

function kindOf(given: unknown): DictionaryKind {
  const kind = DICTIONARY_KINDS.find((known) => known === given)
  if (kind) return kind
  throw new WrongUsage(`Say which dictionary, with --kind ${DICTIONARY_KINDS.join(' | ')}.`)
}

function write(
  { transactions, clock }: Services,
  kind: DictionaryKind,
  replace: boolean,
  entries: readonly ReadEntry[],
): Promise<DictionaryImport> {
  const begin = { kind: 'system', purpose: 'command-line' } as const
  const request: Request = { begin, command: importDictionary.name, now: clock(), pace: 'bulk' }
  return inTransaction(transactions, request, (tx) => writeImport(tx, { kind, replace }, entries))
}

function outcomeOf(outcome: DictionaryImport): Outcome {
  const { written, rows, added, changed, retired, problemCount, problems } = outcome
  const said = problems.map(({ row, cell, code, message }) =>
    [row === null ? 'file' : `row ${row}`, cell, code, message].filter((part) => part !== '').join('  '),
  )
  const sum = written
    ? `${rows} rows: ${added} new, ${changed} changed, ${retired} retired`
    : `${rows} rows: nothing written, ${problemCount} problems`
  return { data: outcome, lines: [...said, sum], problems: !written }
}
