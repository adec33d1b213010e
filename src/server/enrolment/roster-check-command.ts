import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { rosterRulesOf, type RosterRules } from '../../domain/enrolment/roster-row.ts'
import { addDays, parseDate, type CalendarDate } from '../../domain/shared/calendar-date.ts'
import { businessDay, instantOf } from '../../domain/shared/time.ts'
import { WrongUsage, type Command, type Outcome } from '../command-line.ts'
import { readCatalogue } from '../plans/read-catalogue.ts'
import { checkRosterFile, type CheckedProblem, type RosterCheck } from './check-roster.ts'

const ROWS_A_REMARK = 20_000

/** `roster check FILE --plan CODE [--on DATE]`: judges a roster file alone, by the plan of the catalogue. */
export const rosterCheckCommand: Command = {
  name: 'roster check',
  usage: 'FILE --plan CODE [--on DATE]',
  summary:
    'Judges a roster (.xlsx, .xls or .csv) by a plan, for cover from DATE (default: tomorrow); needs no database',
  options: { plan: { type: 'string' }, on: { type: 'string' } },
  files: 1,
  async run({ files: [file = ''], options, say }) {
    const rules = await rulesOf(options['plan'])
    const on = firstDay(options['on'])
    if (!(await isFile(file))) throw new WrongUsage(`There is no file "${file}".`)
    let remarked = 0
    const check = await checkRosterFile(file, basename(file), rules, on, (rows) => {
      if (rows - remarked < ROWS_A_REMARK) return
      remarked = rows
      say(`${rows} rows judged …`)
    })
    return outcomeOf(check)
  },
}

async function rulesOf(code: unknown): Promise<RosterRules> {
  const { plans } = await readCatalogue()
  const found = plans.find(({ plan }) => plan.code === code)
  if (found) return rosterRulesOf(found.plan)
  const codes = plans.map(({ plan }) => plan.code).join(', ')
  const said = typeof code === 'string' ? `There is no plan "${code}".` : 'Say for which plan, with --plan CODE.'
  throw new WrongUsage(`${said} The catalogue has: ${codes}`)
}

/** Money confirmed today makes cover from tomorrow: the first day that can be expected at all. */
function firstDay(given: unknown): CalendarDate {
  if (typeof given !== 'string') return addDays(businessDay(instantOf(Date.now())), 1)
  const parsed = parseDate(given)
  if (!parsed.ok) throw new WrongUsage(`"${given}" is not a date; write it as 2026-12-01.`)
  return parsed.value
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}

function outcomeOf(check: RosterCheck): Outcome {
  const { rows, accepted, refused, problems } = check
  const lines = [...problems.map(lineOf), `${rows} rows: ${accepted} accepted, ${refused} refused`]
  return { data: check, lines, problems: problems.some(({ level }) => level === 'error') }
}

function lineOf({ row, code, level, message }: CheckedProblem): string {
  return `${row === null ? 'file' : `row ${row}`}  ${code}  ${level}  ${message}`
}
