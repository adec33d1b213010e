import { entryFieldPlace } from '../../contract/words/entry-field-words.ts'
import { CALCULATION_LACKS, findingSentence, lackSentence } from '../../contract/words/entry-words.ts'
import type { ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { entryFindings } from '../../domain/claims/entry-findings.ts'
import { entryLacks } from '../../domain/claims/entry-missing.ts'
import { today } from '../shared/today.ts'
import { words } from '../words/words.ts'
import type { ClaimDetail } from './claim-detail.ts'
import type { Assessment, Noted } from './entry-form.ts'
import type { Keeping } from './entry-keeper.ts'
import { sendableEntry, unreadable, type Unreadable } from './sendable-entry.ts'

export type Judgement = {
  /** Everything that keeps the case from being submitted, in the order of the page. */
  readonly missing: readonly Noted[]
  /** Of these, what is wrong and not merely empty: said at once. */
  readonly wrong: readonly Noted[]
  readonly findings: readonly Noted[]
  /** The calculation that is shown is of what is entered now. */
  readonly isFresh: boolean
  /** Nothing was entered otherwise, but other cases of the person have changed. */
  readonly isOutdated: boolean
}

/** Judges what is typed at once and by the server's own rules; images, and what other cases use, by what the server said last. */
export function judgeEntry(
  entry: ClaimEntry,
  claim: Pick<ClaimDetail, 'kind' | 'insured'>,
  assessment: Assessment,
  keeping: Pick<Keeping, 'missing' | 'findings' | 'entryVersion' | 'state'>,
): Judgement {
  const { needs } = assessment
  const sendable = sendableEntry(entry)
  const bad = unreadable(entry).map((one): Noted => {
    const label = entryFieldPlace(one.path)
    return { path: one.path, sentence: words('form.line', { label, message: whatIsWrong(one) }) }
  })
  const lacks = entryLacks({ entry: sendable, needs, insured: claim.insured, today: today() })
  const unread = new Set(bad.map(({ path }) => path))
  const told = lacks.filter(({ path }) => !unread.has(path))
  const said = keeping.state === 'loaded' ? assessment.missing : keeping.missing
  const usedElsewhere = said.filter(({ about }) => about === 'invoice' || about === 'stay')
  const materials = said.filter(({ about }) => about === 'material')
  const lack = calculationLack(assessment, keeping.entryVersion)
  const isFresh = lack === undefined
  const calculationLacks: readonly Noted[] = isFresh ? [] : [{ path: 'calculation', sentence: CALCULATION_LACKS[lack] }]
  const noted = (which: typeof lacks): readonly Noted[] =>
    which.map((lack) => ({ path: lack.path, sentence: lackSentence(lack) }))
  return {
    missing: [...bad, ...noted(told), ...usedElsewhere, ...materials, ...calculationLacks],
    wrong: [
      ...bad,
      ...noted(told.filter(({ code }) => code !== 'needed' && code !== 'no-sheets' && code !== 'no-amounts')),
      ...usedElsewhere,
    ],
    findings: findingsOf(sendable, claim, assessment, keeping),
    isFresh,
    isOutdated: lack === 'outdated',
  }
}

/** Why the calculation that the server has does not hold for what is entered now. */
function calculationLack(
  { calculation, entryVersion }: Assessment,
  entered: number,
): keyof typeof CALCULATION_LACKS | undefined {
  if (calculation === null) return 'none'
  if (calculation.entryChanged || entryVersion !== entered) return 'entryChanged'
  return calculation.outdated ? 'outdated' : undefined
}

function whatIsWrong(field: Unreadable): string {
  switch (field.kind) {
    case 'amount':
      return words('claimEntry.amountWrong')
    case 'day':
      return words('claimEntry.dateWrong')
    case 'text':
      return words('claimEntry.textTooLong', { most: field.most })
    case 'sheets':
      return words('claimEntry.tooManySheets', { most: field.most })
  }
}

/** What can be seen in the entry itself at once; overlapping stays of other cases as the server said last. */
function findingsOf(
  entry: ClaimEntry,
  { kind }: Pick<ClaimDetail, 'kind'>,
  assessment: Assessment,
  keeping: Pick<Keeping, 'findings' | 'state'>,
): readonly Noted[] {
  const own = entryFindings(entry, kind, assessment.needs).map((finding) => ({
    path: finding.path,
    sentence: findingSentence(finding),
  }))
  const known = new Set(own.map(({ sentence }) => sentence))
  const said = keeping.state === 'loaded' ? assessment.findings : keeping.findings
  const overlaps = said.filter(({ path, sentence }) => path.endsWith('.admittedOn') && !known.has(sentence))
  return [...own, ...overlaps]
}
