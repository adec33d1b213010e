import { lazy, Suspense, type ReactElement } from 'react'
import { GRADES, type Grade } from '../../domain/plans/benefit-terms.ts'
import { today } from '../shared/today.ts'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { DateField } from '../ui/DateField.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { words } from '../words/words.ts'
import { DiagnosisField } from './DiagnosisField.tsx'
import { changeIncident, fieldId, type EntryForm } from './entry-form.ts'

const ChangeKind = lazy(() => import('./ChangeKind.tsx').then((file) => ({ default: file.ChangeKind })))
const ChangeDay = lazy(() => import('./ChangeDay.tsx').then((file) => ({ default: file.ChangeDay })))
const DISABILITY_GRADES = Array.from({ length: 10 }, (_, index) => String(index + 1))

export type IncidentSectionProps = {
  readonly form: EntryForm
  readonly onChangeKind: (kind: 'illness-inpatient' | 'accident-inpatient') => Promise<void>
  readonly onChangeDay: (on: string) => Promise<void>
  readonly otherKinds: readonly string[]
}

/** 出险信息: day, diagnosis and what the plan asks of it, cause. */
export function IncidentSection({ form, onChangeKind, onChangeDay, otherKinds }: IncidentSectionProps): ReactElement {
  const { needs, readOnly } = form
  const { on, diedOn, cause, grade, category, inSitu, disabilityGrade } = form.entry.incident
  const day = form.field('incident.on')
  return (
    <section className="card card-body" aria-labelledby="entry-part-incident">
      <div className="row spread entry-head">
        <h2 id="entry-part-incident">{words('claimEntry.incident')}</h2>
        {!readOnly && (
          <Suspense fallback={null}>
            <span className="row">
              <ChangeDay on={on} onChange={onChangeDay} />
              {otherKinds.length > 0 && <ChangeKind kinds={otherKinds} onChange={onChangeKind} />}
            </span>
          </Suspense>
        )}
      </div>
      <div className="form-grid">
        <TextField
          {...day}
          hint={day.hint ?? words(readOnly ? 'claimEntry.accepted' : 'claimEntry.incidentOn')}
          value={on}
          readOnly
        />
        {needs.diedOn && (
          <DateField
            {...form.field('incident.diedOn')}
            required
            earliest={on}
            latest={today()}
            value={diedOn}
            onChange={(event) => changeIncident(form, { diedOn: event.target.value })}
          />
        )}
        <DiagnosisField form={form} />
        {needs.grade && (
          <SelectField
            {...form.field('incident.grade')}
            required
            disabled={readOnly}
            options={GRADES.map((value) => ({ value, label: words(`claimEntry.grade.${value}`) }))}
            value={grade}
            onChange={(event) => changeIncident(form, { grade: event.target.value as Grade | '' })}
          />
        )}
        {needs.category &&
          (needs.categories.length > 0 ? (
            <SelectField
              {...form.field('incident.category')}
              required
              disabled={readOnly}
              options={needs.categories.map((value) => ({ value, label: value }))}
              value={category}
              onChange={(event) => changeIncident(form, { category: event.target.value })}
            />
          ) : (
            <TextField
              {...form.field('incident.category')}
              required
              maxLength={60}
              value={category}
              onChange={(event) => changeIncident(form, { category: event.target.value })}
            />
          ))}
        {needs.disabilityGrade && (
          <SelectField
            {...form.field('incident.disabilityGrade')}
            required
            disabled={readOnly}
            options={DISABILITY_GRADES.map((value) => ({
              value,
              label: words('claimEntry.disability', { grade: value }),
            }))}
            value={disabilityGrade === null ? '' : String(disabilityGrade)}
            onChange={(event) =>
              changeIncident(form, { disabilityGrade: event.target.value === '' ? null : Number(event.target.value) })
            }
          />
        )}
        {needs.inSitu && (
          <div className="entry-tick">
            <CheckboxField
              id={fieldId('incident.inSitu')}
              label={words('claimEntry.inSitu')}
              disabled={readOnly}
              checked={inSitu}
              onChange={(event) => changeIncident(form, { inSitu: event.target.checked })}
            />
          </div>
        )}
        <TextField
          {...form.field('incident.cause')}
          span="full"
          required={needs.cause}
          maxLength={500}
          value={cause}
          onChange={(event) => changeIncident(form, { cause: event.target.value })}
        />
      </div>
    </section>
  )
}
