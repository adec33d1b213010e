import { useDeferredValue, type ReactElement } from 'react'
import { findDiagnosis } from '../../contract/dictionaries.ts'
import { withDiagnosis } from '../../domain/claims/diagnosis-proposal.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { Combobox } from '../ui/Combobox.tsx'
import { words } from '../words/words.ts'
import { changeIncident, type EntryForm } from './entry-form.ts'

/**
 * 诊断, by code, name or pinyin initials; what the code suggests (grade, category, in situ) is filled in where the plan asks
 * for it, to be confirmed. What was chosen for the diagnosis before does not stand for another.
 */
export function DiagnosisField({ form }: { form: EntryForm }): ReactElement {
  const { claim, needs, entry } = form
  const { diagnosisName, diagnosisCode } = entry.incident
  const q = useDeferredValue(diagnosisName.trim())
  const wanted = q !== '' && diagnosisCode === '' && !form.readOnly
  const input = { q: q.slice(0, 60), planCode: claim.planCode }
  const { data } = useEndpointQuery(findDiagnosis, input, { enabled: wanted })
  const options = data?.diagnoses.map(({ code, name, chapter }) => ({
    key: code,
    label: `${code} ${name}`,
    detail: chapter,
    name,
  }))
  const field = form.field('incident.diagnosisName')
  const typed = diagnosisName !== '' && diagnosisCode === '' && !form.readOnly
  const hint = typed ? words('claimEntry.diagnosisTyped') : words('claimEntry.diagnosisHint')
  return (
    <Combobox
      {...field}
      hint={field.hint ?? hint}
      span="wide"
      required={needs.diagnosis}
      value={diagnosisCode === '' ? diagnosisName : `${diagnosisCode} ${diagnosisName}`}
      options={diagnosisCode === '' ? options : undefined}
      onType={(text) => changeIncident(form, { diagnosisName: text, diagnosisCode: '' })}
      onPick={({ key, name }) => {
        const picked = { diagnosisCode: key, diagnosisName: name }
        changeIncident(form, withDiagnosis(entry.incident, picked, { planCode: claim.planCode, asks: needs }))
      }}
    />
  )
}
