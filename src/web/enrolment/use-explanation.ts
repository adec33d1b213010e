import { useRef, useState } from 'react'
import { getEnrolment, saveEnrolmentFacts } from '../../contract/enrolment.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import type { EnrolmentDetail } from './enrolment-detail.ts'

export type ExplanationField = {
  readonly text: string
  readonly change: (text: string) => void
  /** Saves what is not saved yet; answers with the version of the enrolment after that. */
  readonly save: () => Promise<number>
  readonly error: unknown
}

/** 参保说明: saved when the field is left, and before 完成 goes on. */
export function useExplanation({ id, explanation, version }: EnrolmentDetail): ExplanationField {
  const [text, setText] = useState(explanation)
  const command = useCommand(saveEnrolmentFacts, { refreshes: [getEnrolment] })
  const saved = useRef({ text: explanation, version: Promise.resolve(version) })
  const store = async () => {
    try {
      return (await command.ask({ id, explanation: text })).version
    } catch (error) {
      saved.current = { text: explanation, version: Promise.resolve(version) }
      throw error
    }
  }
  return {
    text,
    change: setText,
    save: () => {
      if (text !== saved.current.text) saved.current = { text, version: store() }
      return saved.current.version
    },
    error: command.error,
  }
}
