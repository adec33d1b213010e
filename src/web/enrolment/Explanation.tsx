import type { ReactElement } from 'react'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { words } from '../words/words.ts'
import type { ExplanationField } from './use-explanation.ts'

type Props = {
  readonly field: ExplanationField
  /** What a return asks for here. */
  readonly asked: string | undefined
}

/** 参保说明. */
export function Explanation({ field, asked }: Props): ReactElement {
  const { text, change, save, error } = field
  return (
    <section className="card card-body" aria-labelledby="explanation-head">
      <h2 id="explanation-head" className="unseen">
        {words('enrolment.explanation')}
      </h2>
      <TextArea
        id="explanation"
        label={words('enrolment.explanation')}
        hint={words('enrolment.explanationHint')}
        error={error === null ? asked : sentenceOf(error)}
        maxLength={2000}
        value={text}
        onChange={(event) => change(event.target.value)}
        onBlur={() => void save().catch(() => undefined)}
      />
    </section>
  )
}
