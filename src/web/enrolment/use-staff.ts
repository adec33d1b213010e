import { useState, type ChangeEvent } from 'react'
import { getEnrolment, saveEnrolmentFacts } from '../../contract/enrolment.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import type { ErrorLine } from '../ui/ErrorSummary.tsx'
import { words } from '../words/words.ts'
import type { EnrolmentDetail } from './enrolment-detail.ts'

type Name = 'staffCount' | 'womenCount'
type Problems = Readonly<Partial<Record<Name, string>>>

const shown = (count: number | null) => (count === null ? '' : String(count))

function problemsIn(staff: string, women: string): Problems {
  if (staff === '') return { staffCount: words('form.fill') }
  return women !== '' && Number(women) > Number(staff) ? { womenCount: words('enrolment.womenAboveStaff') } : {}
}

/** 在职职工人数 and 在职女职工人数: proposed from the last enrolment, saved when a field is left and before going on. */
export function useStaff(enrolment: EnrolmentDetail) {
  const [staff, setStaff] = useState(shown(enrolment.staffCount ?? enrolment.proposedStaffCount))
  // Once saved, an empty number of women was left open and is not proposed again.
  const isNew = enrolment.staffCount === null
  const [women, setWomen] = useState(shown(enrolment.womenCount ?? (isNew ? enrolment.proposedWomenCount : null)))
  const [problems, setProblems] = useState<Problems>({})
  const [attempt, setAttempt] = useState(0)
  const command = useCommand(saveEnrolmentFacts, { refreshes: [getEnrolment] })
  const texts: Readonly<Record<Name, string>> = { staffCount: staff, womenCount: women }
  const store = async (): Promise<boolean> => {
    const known = staff === shown(enrolment.staffCount) && women === shown(enrolment.womenCount)
    if (known) return true
    try {
      await command.ask({
        id: enrolment.id,
        staffCount: Number(staff),
        womenCount: women === '' ? null : Number(women),
      })
      return true
    } catch {
      return false
    }
  }
  const judged = (): boolean => {
    const found = problemsIn(staff, women)
    setProblems(found)
    return Object.keys(found).length === 0
  }
  const labels: Readonly<Record<Name, string>> = {
    staffCount: words('enrolment.staffCount'),
    womenCount: words('enrolment.womenCount'),
  }
  return {
    failure: command.error,
    attempt,
    lines: (['staffCount', 'womenCount'] as const).flatMap((field): ErrorLine[] => {
      const message = problems[field]
      return message === undefined ? [] : [{ field, message: words('form.line', { label: labels[field], message }) }]
    }),
    errorOf: (name: Name) => problems[name],
    field: (name: Name) => ({
      value: texts[name],
      onChange: ({ target }: ChangeEvent<HTMLInputElement>) =>
        (name === 'staffCount' ? setStaff : setWomen)(target.value.replace(/\D/g, '')),
      onBlur: () => {
        if (staff !== '' && judged()) void store()
      },
    }),
    /** Saves what is entered; false where something stands against going on. */
    save: async (): Promise<boolean> => {
      if (judged()) return store()
      setAttempt((count) => count + 1)
      return false
    },
  }
}
