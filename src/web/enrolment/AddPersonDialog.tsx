import '../words/zh/enrolment.ts'
import '../words/zh/plans.ts'
import '../words/zh/roster.ts'
import { useState, type ReactElement } from 'react'
import type { addRosterPerson } from '../../contract/roster.ts'
import { ID_KIND_NAMES } from '../../contract/words/roster-problems.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import type { Command } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { DateField } from '../ui/DateField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import { CELL_NAMES, type CellName, type Cells, type Problem } from './person-cells.ts'

export type AddPersonDialogProps = {
  readonly id: string
  readonly planCode: string
  readonly add: Command<typeof addRosterPerson>
  readonly onClose: () => void
}

const sexes = [words('enrolment.sex.male'), words('enrolment.sex.female')]
const classes = [words('plans.class.ordinary'), words('plans.class.high-risk')]
const optionsOf = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }))

function cellsIn(form: HTMLFormElement): Cells {
  const data = new FormData(form)
  const text = (name: CellName) => {
    const value = data.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  return {
    name: text('name'),
    idNumber: text('idNumber'),
    phone: text('phone'),
    idKind: text('idKind'),
    born: text('born'),
    sex: text('sex'),
    riskClass: text('riskClass'),
  }
}

/** Adds one person by hand; what is wrong is told as for an imported row. Stays open for the next one. */
export function AddPersonDialog({ id, planCode, add, onClose }: AddPersonDialogProps): ReactElement {
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [attempt, setAttempt] = useState(0)
  const errors = problems.filter(({ level }) => level === 'error')
  const errorOf = (name: CellName) => errors.find(({ column }) => column === name)?.message
  const field = (name: CellName) => ({
    name,
    id: `add-${name}`,
    label: words(`enrolment.cell.${name}`),
    error: errorOf(name),
  })
  const submit = async (form: HTMLFormElement) => {
    const cells = cellsIn(form)
    const answer = await add.ask({ id, planCode, cells })
    setProblems(answer.problems)
    if (!answer.accepted) return setAttempt((count) => count + 1)
    toast(words('roster.added', { name: cells.name }))
    form.reset()
    form.querySelector('input')?.focus()
  }
  return (
    <Dialog
      title={words('roster.addPerson')}
      size="medium"
      pending={add.pending}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{words('ui.close')}</Button>
          <Button kind="primary" type="submit" form="add-person" pending={add.pending}>
            {words('roster.add')}
          </Button>
        </>
      }
    >
      <form
        id="add-person"
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit(event.currentTarget).catch(() => undefined)
        }}
      >
        <ErrorSummary
          attempt={attempt}
          lines={errors.map(({ column, message }) => ({
            message,
            field: CELL_NAMES.some((name) => name === column) ? `add-${column}` : undefined,
          }))}
        />
        {add.error !== null && (
          <p className="field-error" role="alert">
            {sentenceOf(add.error)}
          </p>
        )}
        <div className="form-grid">
          <TextField {...field('name')} required data-autofocus />
          <TextField {...field('idNumber')} required />
          <TextField {...field('phone')} required inputMode="numeric" />
          <SelectField
            {...field('idKind')}
            empty={words('roster.byNumber')}
            options={optionsOf(Object.values(ID_KIND_NAMES))}
          />
          <DateField {...field('born')} hint={words('roster.passportOnly')} />
          <SelectField {...field('sex')} empty={words('roster.byNumber')} options={optionsOf(sexes)} />
          <SelectField {...field('riskClass')} empty={false} options={optionsOf(classes)} />
        </div>
      </form>
    </Dialog>
  )
}
