import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dictionaryProblemSentence } from '../../contract/words/dictionary-problems.ts'
import type { DiagnosisChapter } from '../../domain/claims/diagnosis-chapter.ts'
import { judgeDictionaryRow, keyOfEntry, type DictionaryKind } from '../../domain/claims/dictionary-rows.ts'
import {
  checked,
  list,
  object,
  optional,
  text,
  type Check,
  type JsonProblem,
} from '../../domain/shared/checked-json.ts'
import { JSON_RULES } from '../../contract/words/plan-problems.ts'
import { CATALOGUE_FOLDER, CatalogueMalformed } from '../plans/read-catalogue.ts'
import { initialsOf } from './pinyin-initials.ts'
import type { ReadEntry } from './read-dictionary.ts'

type Typed = { readonly code: string; readonly name: string; readonly level?: string; readonly region?: string }
type Classification = {
  readonly codeSystem: string
  readonly chapters: readonly DiagnosisChapter[]
  readonly diagnoses: readonly Typed[]
}

const FOLDER = join(CATALOGUE_FOLDER, 'dictionaries')
const FILES = { diagnoses: 'icd-10.json', hospitals: 'hospitals.json', banks: 'banks.json' } as const

const entries = list(object<Typed>({ code: text, name: text, level: optional(text), region: optional(text) }))
const classification = object<Classification>({
  codeSystem: text,
  chapters: list(object<DiagnosisChapter>({ from: text, to: text, name: text })),
  diagnoses: entries,
})

async function readChecked<T>(file: string, check: Check<T>): Promise<T> {
  const read = checked(check, JSON.parse(await readFile(join(FOLDER, file), 'utf8')))
  if (read.ok) return read.value
  const line = ({ path, rule, expected = '' }: JsonProblem) =>
    `${file} ${path}：${JSON_RULES[rule](expected)}（${rule}）`
  throw new CatalogueMalformed(read.refusal.problems.map(line).join('\n'))
}

/** Entries of a file under the rules for imported ones. */
function judged(kind: DictionaryKind, typed: readonly (Typed & { readonly codeSystem?: string })[]): ReadEntry[] {
  const seen = new Set<string>()
  return typed.map((one, at) => {
    const { entry, problems } = judgeDictionaryRow(kind, one)
    const twice = entry !== undefined && seen.has(keyOfEntry(entry))
    if (!entry || twice) {
      const sentences = twice ? ['编码重复'] : problems.map(dictionaryProblemSentence)
      throw new CatalogueMalformed(`${FILES[kind]} [${at}]：${sentences.join('；')}`)
    }
    seen.add(keyOfEntry(entry))
    return { ...entry, initials: initialsOf(entry.name) }
  })
}

/** The chapters of the classification of diseases that ships. */
export async function readChapters(): Promise<readonly DiagnosisChapter[]> {
  return (await readChecked(FILES.diagnoses, classification)).chapters
}

/** The entries of a dictionary that ship with the product. */
export async function readShipped(kind: DictionaryKind): Promise<readonly ReadEntry[]> {
  if (kind !== 'diagnoses') return judged(kind, await readChecked(FILES[kind], entries))
  const { codeSystem, diagnoses } = await readChecked(FILES.diagnoses, classification)
  return judged(
    kind,
    diagnoses.map((one) => ({ ...one, codeSystem })),
  )
}
