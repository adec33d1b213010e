import { useDeferredValue, type ReactElement } from 'react'
import { findHospital } from '../../contract/dictionaries.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { Combobox } from '../ui/Combobox.tsx'
import { changeSheet, type EntryForm } from './entry-form.ts'

/** 医院, from the dictionary with its level, or as typed. */
export function HospitalField({ form, at }: { form: EntryForm; at: number }): ReactElement {
  const { hospital = '', hospitalCode = '' } = form.entry.sheets[at] ?? {}
  const q = useDeferredValue(hospital.trim())
  const wanted = q !== '' && hospitalCode === '' && !form.readOnly
  const { data } = useEndpointQuery(findHospital, { q: q.slice(0, 60) }, { enabled: wanted })
  const options = data?.hospitals.map(({ code, name, level, region }) => ({
    key: code,
    label: name,
    detail: [level ?? '', region].filter((part) => part !== '').join(' · '),
    level,
  }))
  return (
    <Combobox
      {...form.field(`sheets.${at}.hospital`)}
      span="wide"
      required
      value={hospital}
      options={hospitalCode === '' ? options : undefined}
      onType={(text) => changeSheet(form, at, { hospital: text, hospitalCode: '' })}
      onPick={({ key, label, level }) =>
        changeSheet(form, at, {
          hospital: label,
          hospitalCode: key,
          ...(level !== null && { hospitalLevel: level }),
        })
      }
    />
  )
}
