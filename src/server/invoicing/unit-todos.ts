import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { listUnitTodos as endpoint } from '../../contract/invoicing.ts'
import type { EnrolmentState } from '../../domain/enrolment/enrolment-workflow.ts'
import { invoiceDate, isMonthClosed, nextSettlement } from '../../domain/invoicing/invoice.ts'
import { compareTodos, unitTodoOf, type UnitTodo } from '../../domain/invoicing/unit-todos.ts'
import type { CalendarDate } from '../../domain/shared/calendar-date.ts'
import { formatYuan, subtract, type Cents } from '../../domain/shared/cents.ts'
import { businessDay, instantOf } from '../../domain/shared/time.ts'
import { callerIn, inScope, type Transaction } from '../db/transaction.ts'
import { getOfficeOf } from '../organisations/organisation-store.ts'

type Answer = OutputOf<typeof endpoint>
type Row = {
  id: string
  number: string
  state: EnrolmentState
  due: Cents
  paid: Cents
  planNames: string[]
  people: number
  reviewedAt: Date | null
  warnedAt: Date | null
}

const SHOWN = 20
/** Nobody has more to do at once; more would be counted and not ranked. */
const RANKED = 500

/** What the unit has to do first, with the settlement day of its own office. */
export async function listUnitTodos(tx: Transaction): Promise<Answer> {
  const office = await getOfficeOf(tx, callerIn(tx).place)
  const today = businessDay(tx.now)
  const { settlementDay, unpaidDays } = office
  const compare = compareTodos(today)
  const found = (await openEnrolments(tx)).flatMap((row) => {
    const { state, due, paid, reviewedAt, warnedAt } = row
    const unpaid = reviewedAt
      ? { approvedOn: dayOf(reviewedAt), warnedOn: warnedAt ? dayOf(warnedAt) : undefined, unpaidDays }
      : undefined
    const todo = unitTodoOf({ state, due, paid, unpaid }, today, settlementDay)
    return todo ? [{ row, todo }] : []
  })
  const ordered = found.toSorted((one, other) => compare(one.todo, other.todo))
  return {
    todos: ordered.slice(0, SHOWN).map(({ row, todo }) => shown(row, todo)),
    more: Math.max(0, ordered.length - SHOWN),
    settlement: {
      day: settlementDay,
      closed: isMonthClosed(today, settlementDay),
      next: nextSettlement(today, settlementDay),
      invoiceDate: invoiceDate(today, settlementDay),
    },
  }
}

function dayOf(at: Date): CalendarDate {
  return businessDay(instantOf(at.getTime()))
}

function shown({ id, number, planNames, people, due, paid }: Row, todo: UnitTodo): Answer['todos'][number] {
  const frozen = todo.kind === 'invoice' || todo.kind === 'pay'
  return {
    kind: todo.kind,
    id,
    number,
    planNames,
    people,
    missing: frozen ? formatYuan(subtract(due, paid)) : null,
    deadline: todo.deadline ?? null,
    because: todo.because ?? null,
  }
}

async function openEnrolments(tx: Transaction): Promise<Row[]> {
  const { rows } = await sql<Row>`select e.id, e.number, e.state, e.due, e.paid, e.reviewed_at as "reviewedAt",
      e.warned_at as "warnedAt", coalesce(p.names, '{}') as "planNames", coalesce(p.people, 0)::int as people
    from enrolments e left join lateral (
      select array_agg(v.name order by ep.plan_code) as names, sum(ep.people) as people
      from enrolment_plans ep join plan_versions v on v.id = ep.plan_version_id where ep.enrolment_id = e.id) p on true
    where e.state in ('draft', 'returned', 'invoicing', 'payment') and ${inScope(tx, 'e.place')}
    order by e.created_at desc limit ${RANKED}`.execute(tx.db)
  return rows
}
