import type { ReactElement } from 'react'
import { entryFieldPlace } from '../../contract/words/entry-field-words.ts'
import { problemOf, sentenceOf } from '../shared/call-endpoint.ts'
import { shanghaiTime, instantOf } from '../../domain/shared/time.ts'
import { Button } from '../ui/Button.tsx'
import { classNames } from '../ui/class-names.ts'
import { words } from '../words/words.ts'
import type { Noted } from './entry-form.ts'
import type { Keeping } from './entry-keeper.ts'

export type EntryFootProps = {
  readonly keeping: Pick<Keeping, 'state' | 'error' | 'savedAt'>
  readonly missing: readonly Noted[]
  /** The amount is 0: it can only be proposed not to pay. */
  readonly isZero: boolean
  /** How many cases go together. */
  readonly count: number
  /** Why nothing can be done. */
  readonly reason: string | undefined
  readonly error: string | undefined
  readonly calculating: boolean
  readonly submitting: boolean
  readonly onSave: () => void
  readonly onCalculate: () => void
  readonly onSubmit: () => void
  readonly onDecline: () => void
}

/** The first field that the server could not take, by its path in the entry. */
function invalidPath(error: unknown): string | undefined {
  const problem = problemOf(error)
  const path = problem.kind === 'invalid' ? problem.fields[0]?.path : undefined
  return path?.startsWith('entry.') ? path.slice('entry.'.length) : undefined
}

function stateSentence({ state, error, savedAt }: EntryFootProps['keeping']): string {
  if (state === 'saved' && savedAt !== undefined)
    return words('claimEntry.state.saved', { at: shanghaiTime(instantOf(savedAt)).slice(11, 16) })
  if (state === 'failed') {
    const path = invalidPath(error)
    return path === undefined
      ? words('claimEntry.state.failed', { reason: sentenceOf(error) })
      : words('claimEntry.state.invalid', { place: entryFieldPlace(path) })
  }
  return words(`claimEntry.state.${state === 'saved' ? 'loaded' : state}`)
}

/** 【保存】【申领计算】【申领提交】, with what was saved and what is still missing. */
export function EntryFoot(props: EntryFootProps): ReactElement {
  const { keeping, missing, isZero, count, reason, error, calculating, submitting } = props
  const lacking = missing.length
  const submitReason = reason ?? (lacking === 0 ? undefined : missing.map(({ sentence }) => sentence).join('\n'))
  const isBad = error !== undefined || keeping.state === 'failed'
  const submitWord =
    lacking > 0
      ? words('claimEntry.submitLacking', { count: lacking })
      : count > 1
        ? words('claimEntry.submitSeveral', { count })
        : words('claimEntry.submit')
  return (
    <div className="foot-bar">
      <span className={classNames('grow', isBad ? 'field-error' : 'quiet')} role="status">
        {error ?? stateSentence(keeping)}
      </span>
      <Button reason={reason} pending={keeping.state === 'saving'} onClick={props.onSave}>
        {words('claimEntry.save')}
      </Button>
      <Button reason={reason} pending={calculating} onClick={props.onCalculate}>
        {words('claimEntry.calculate')}
      </Button>
      {isZero && lacking === 0 ? (
        <Button danger reason={submitReason} pending={submitting} onClick={props.onDecline}>
          {words('claimEntry.decline')}
        </Button>
      ) : (
        <Button kind="primary" reason={submitReason} pending={submitting} onClick={props.onSubmit}>
          {submitWord}
        </Button>
      )}
    </div>
  )
}
