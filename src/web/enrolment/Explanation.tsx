import { useState, type ReactElement } from 'react'
import { getEnrolment, saveEnrolmentFacts } from '../../contract/enrolment.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { words } from '../words/words.ts'
import { reasonsAbout, type EnrolmentDetail } from './enrolment-detail.ts'

type Props = { readonly enrolment: EnrolmentDetail; readonly onUnsaved: (unsaved: boolean) => void }

/** 参保说明: saved when the field is left. */
export function Explanation({ enrolment, onUnsaved }: Props): ReactElement {
  const { id, explanation } = enrolment
  const [text, setText] = useState(explanation)
  const save = useCommand(saveEnrolmentFacts, { refreshes: [getEnrolment] })
  const store = async () => {
    if (text === explanation) return
    onUnsaved(true)
    await save.ask({ id, explanation: text }).catch(() => undefined)
    onUnsaved(false)
  }
  const asked = reasonsAbout(enrolment, 'submission', 'explanation')
  return (
    <section className="card card-body" aria-labelledby="explanation-head">
      <h2 id="explanation-head" className="unseen">
        {words('enrolment.explanation')}
      </h2>
      <TextArea
        id="explanation"
        label={words('enrolment.explanation')}
        hint={words('enrolment.explanationHint')}
        error={save.error === null ? asked : sentenceOf(save.error)}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => void store()}
      />
    </section>
  )
}
