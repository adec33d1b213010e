import { lazy, Suspense, useMemo, useState, type ReactElement } from 'react'
import { getEnrolment } from '../../contract/enrolment.ts'
import { addRosterPerson, correctRosterPerson, removeRosterPeople } from '../../contract/roster.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownCount } from '../shared/shown.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useLatest } from '../ui/use-latest.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { toast } from '../ui/Toast.tsx'
import type { GridColumn } from '../ui/grid-column.ts'
import { listOf, words } from '../words/words.ts'
import type { ChosenPlan, EnrolmentDetail, ReturnReason } from './enrolment-detail.ts'
import { peopleColumns, type SaveCell } from './people-columns.ts'
import { PeopleFilterBar } from './PeopleFilterBar.tsx'
import { PeopleGrid } from './PeopleGrid.tsx'
import { cellsOf, problemsInWords, type Person } from './person-cells.ts'
import { usePeople, type PeopleFilter, type PeopleRow } from './use-people.ts'

const AddPersonDialog = lazy(() => import('./AddPersonDialog.tsx').then((file) => ({ default: file.AddPersonDialog })))

export type PeoplePanelProps = {
  readonly enrolment: EnrolmentDetail
  readonly plan: ChosenPlan
  /** People whom a return points at. */
  readonly asked: readonly ReturnReason[]
  readonly sought: string
  readonly editable: boolean
}

function removalColumn(remove: (person: Person) => Promise<void>): GridColumn<PeopleRow> {
  return {
    key: 'remove',
    head: words('ui.actions'),
    width: 5,
    press: {
      text: words('enrolment.delete'),
      danger: true,
      name: ({ person }) => person && words('enrolment.removeOne', { name: person.name }),
      act: ({ person }) => void (person && remove(person).catch(() => undefined)),
    },
  }
}

/** What a removal or its undoing led to beside what was asked for; stays until the next one. */
type Told = { readonly tone: 'warning' | 'danger'; readonly text: string }

/** Everybody of a roster: seek, correct, remove, add. A removal can be taken back. */
export function PeoplePanel({ enrolment, plan, asked, sought, editable }: PeoplePanelProps): ReactElement {
  const { id } = enrolment
  const { planCode, nextRowNumber, people: inAll } = plan
  const [filter, setFilter] = useState<PeopleFilter>({ search: sought, only: 'all' })
  const [open, setOpen] = useState<'add' | 'remove-all'>()
  const [told, setTold] = useState<Told>()
  const people = usePeople(id, planCode, nextRowNumber - 1, filter)
  const options = { refreshes: [getEnrolment] }
  const correct = useCommand(correctRosterPerson, options)
  const remove = useCommand(removeRosterPeople, { ...options, onDone: people.readAgain })
  const add = useCommand(addRosterPerson, { ...options, onDone: people.readAgain })
  const putBack = useCommand(addRosterPerson, { ...options, onDone: people.readAgain })
  const save = useLatest<Parameters<SaveCell>, ReturnType<SaveCell>>(async (person, name, text, index) => {
    try {
      const answer = await correct.ask({ id: person.id, cells: { ...cellsOf(person), [name]: text } })
      if (answer.person !== null) people.replace(index, answer.person)
      if (answer.cameInstead.length > 0)
        toast(words('roster.cameToo', { rows: listOf(answer.cameInstead.map(String)) }))
      return answer.accepted ? undefined : problemsInWords(answer.problems)
    } catch (error) {
      return sentenceOf(error)
    }
  })
  const undo = async (person: Person) => {
    const refused = (why: string) =>
      setTold({ tone: 'danger', text: words('roster.notPutBack', { name: person.name, why }) })
    try {
      const { accepted, problems } = await putBack.ask({ id, planCode, cells: cellsOf(person) })
      if (!accepted) refused(problemsInWords(problems))
    } catch (error) {
      refused(sentenceOf(error))
    }
  }
  const removeOne = useLatest(async (person: Person) => {
    const { name } = person
    setTold(undefined)
    const { cameInstead } = await remove.ask({ id, planCode, people: [person.id] })
    if (cameInstead.length === 0) return toast(words('enrolment.removedOne', { name }), () => void undo(person))
    setTold({ tone: 'warning', text: words('roster.cameInstead', { name, rows: listOf(cameInstead.map(String)) }) })
  })
  const columns = useMemo(
    () => (editable ? [...peopleColumns(save), removalColumn(removeOne)] : peopleColumns()),
    [editable, save, removeOne],
  )
  const marked = useMemo(() => new Set(asked.map(({ personId }) => personId)), [asked])
  return (
    <>
      <PeopleFilterBar filter={filter} onFilter={setFilter} people={people} inAll={inAll}>
        {editable && (
          <>
            <Button onClick={() => setOpen('add')}>{words('roster.addPerson')}</Button>
            <Button
              danger
              reason={inAll === 0 ? words('roster.noPeople') : undefined}
              onClick={() => setOpen('remove-all')}
            >
              {words('roster.removeAll')}
            </Button>
          </>
        )}
      </PeopleFilterBar>
      {remove.error !== null && open === undefined && (
        <p className="field-error card-body" role="alert">
          {sentenceOf(remove.error)}
        </p>
      )}
      {told !== undefined && (
        <div className="card-body">
          <Notice tone={told.tone} live>
            {told.text}
          </Notice>
        </div>
      )}
      <PeopleGrid people={people} label={plan.name} columns={columns} asked={marked} />
      {open === 'add' && (
        <Suspense fallback={null}>
          <AddPersonDialog id={id} planCode={planCode} add={add} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
      {open === 'remove-all' && (
        <ConfirmDialog
          title={words('roster.removeAllTitle', { name: plan.name, count: shownCount(inAll) })}
          action={words('roster.removeAll')}
          danger
          pending={remove.pending}
          error={remove.error === null ? undefined : sentenceOf(remove.error)}
          onCancel={() => setOpen(undefined)}
          onConfirm={() => {
            void remove.ask({ id, planCode }).then(
              () => setOpen(undefined),
              () => undefined,
            )
          }}
        >
          <p>{words('roster.removeAllText')}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
