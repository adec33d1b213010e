import {
  refuses,
  withContext,
  type ContextProblem,
  type RosterProblem,
} from '../../domain/enrolment/roster-problems.ts'
import { judgeRow, type RosterPerson, type RowJudgement } from '../../domain/enrolment/roster-row.ts'
import type { RosterCells } from '../../domain/enrolment/roster.ts'
import { judgeStanding, type StandingJudgement } from '../../domain/enrolment/standing.ts'
import type { PersonId } from '../../domain/shared/ids.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import type { Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { personHash, phoneIndex } from './person-record.ts'
import { besideOf, readContext, type PeopleId, type PersonContext } from './roster-context.ts'
import type { JudgingRules } from './roster-rules.ts'

/** A row as typed and as the file alone shows it. */
export type RowToJudge = { readonly cells: RosterCells; readonly judgement: RowJudgement }

/** Someone who is taken into the roster. */
export type AcceptedPerson = RosterPerson & {
  readonly personId: PersonId
  /** The unit's record that says this of the person: its newest one, where that says the same, or a new one. */
  readonly peopleId: PeopleId
  readonly record: RecordKind
  readonly phoneIndex: Buffer
  readonly renewing: boolean
  readonly overAge: boolean
}

/** Whether a person's record is the first, the one that the unit has, or differs from that. */
export type RecordKind = 'first' | 'same' | 'other'

export type RowOutcome = {
  readonly cells: RosterCells
  readonly problems: readonly RosterProblem[]
  readonly accepted: AcceptedPerson | undefined
}

export type Judging = {
  readonly crypto: CryptoProvider
  readonly rules: JudgingRules
  /** Phones of rows before these in the same file. */
  readonly phonesSeen?: Set<string>
  /** Someone of this roster whose own row is judged again. */
  readonly except?: PersonId
}

/** Judges rows by what the database knows of the persons, beside what the file alone showed. */
export async function judgePeople(
  tx: Transaction,
  judging: Judging,
  rows: readonly RowToJudge[],
): Promise<RowOutcome[]> {
  const { crypto, rules } = judging
  const readable = rows.filter(({ judgement }) => judgement.document !== undefined)
  const lookUps = readable.map(({ judgement: { document, person } }) => ({
    hash: personHash(crypto, document?.number ?? ''),
    phoneIndex: person && phoneIndex(crypto, person.phone),
  }))
  const contexts = lookUps.length === 0 ? [] : await readContext(tx, rules, lookUps)
  const newcomer = judgeStanding(rules.standing, [], [])
  let next = 0
  return rows.map((row): RowOutcome => {
    const { cells, judgement } = row
    if (!judgement.document) return { cells, problems: judgement.problems, accepted: undefined }
    const [context, look] = [contexts[next], lookUps[next]]
    next += 1
    if (!context) throw new Error('a person was not looked up')
    const beside = besideOf(rules, context.inPlans)
    const nothingStands = context.records.length === 0 && beside.length === 0
    const standing = nothingStands ? newcomer : judgeStanding(rules.standing, context.records, beside)
    return judgeOne(judging, row, { context, standing, phone: look?.phoneIndex })
  })
}

type Found = {
  readonly context: PersonContext
  readonly standing: StandingJudgement
  readonly phone: Buffer | undefined
}

function judgeOne(
  { rules, phonesSeen, except }: Judging,
  { cells, judgement }: RowToJudge,
  { context, standing: { firstDay, standing, problems: standingProblems }, phone }: Found,
): RowOutcome {
  // Someone whose own cover runs on starts later, and may pass the age limit until then.
  const again = judgement.person && firstDay !== rules.firstDay
  const onOwnDay = again ? judgeRow(cells, rules.rows, firstDay, () => undefined) : judgement
  const inRoster = context.inPlans.has(rules.standing.plan.code) && context.personId !== except
  const ownProblems = aboutOwnData(context, inRoster, onOwnDay.person, phonesSeen)
  const found = [...standingProblems, ...ownProblems]
  const problems = found.length === 0 ? onOwnDay.problems : withContext(onOwnDay.problems, found)
  const { person } = onOwnDay
  if (!person || !phone || problems.some(refuses)) return { cells, problems, accepted: undefined }
  phonesSeen?.add(person.phone)
  const accepted: AcceptedPerson = {
    ...person,
    personId: context.personId,
    ...recordFor(context, person, phone),
    phoneIndex: phone,
    renewing: standing === 'renewing',
    overAge: problems.some(({ code }) => code === 'over-age-needs-proof'),
  }
  return { cells, problems, accepted }
}

/** A record is never changed: rosters and letters go on saying what they said. */
function recordFor(
  { known }: PersonContext,
  { name, idKind, born, sex }: RosterPerson,
  phone: Buffer,
): Pick<AcceptedPerson, 'peopleId' | 'record'> {
  if (!known) return { peopleId: newId(), record: 'first' }
  const same =
    known.name === name &&
    known.idKind === idKind &&
    known.born === born &&
    known.sex === sex &&
    known.phoneIndex.equals(phone)
  return same ? { peopleId: known.peopleId, record: 'same' } : { peopleId: newId(), record: 'other' }
}

/** E10, E14 and E15: by the unit's own data. */
function aboutOwnData(
  { known, phoneOfAnother }: PersonContext,
  inRoster: boolean,
  person: RosterPerson | undefined,
  phonesSeen: ReadonlySet<string> | undefined,
): ContextProblem[] {
  const problems: ContextProblem[] = []
  if (inRoster) problems.push({ code: 'already-in-enrolment' })
  if (!person) return problems
  if (known && known.name !== person.name) problems.push({ code: 'name-differs' })
  if (phoneOfAnother || phonesSeen?.has(person.phone)) problems.push({ code: 'phone-of-another' })
  return problems
}
