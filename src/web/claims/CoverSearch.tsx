import { useState, type ReactElement } from 'react'
import { findCovers } from '../../contract/claim-acceptance.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { sentenceIn } from '../../contract/words/refusal-words.ts'
import { claimAcceptanceRefusals } from '../../contract/words/refusals-claim-acceptance.ts'
import { personRefusals } from '../../contract/words/refusals-persons.ts'
import { ID_KIND_NAMES } from '../../contract/words/roster-problems.ts'
import { CLAIM_KINDS } from '../../domain/plans/claim-kind.ts'
import { ID_KINDS } from '../../domain/shared/id-kind.ts'
import { parseIdNumber, type IdRefusal } from '../../domain/shared/id-number.ts'
import { isUnitSide, useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { today } from '../shared/today.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useSchemaForm } from '../shared/use-schema-form.ts'
import { Button } from '../ui/Button.tsx'
import { DateField } from '../ui/DateField.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import { Notice } from '../ui/Notice.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toHalfWidth } from '../ui/to-digits.ts'
import { words } from '../words/words.ts'
import type { Search } from './acceptance-cart.ts'

export type CoverSearchProps = {
  /** What was found, and whether one kind was asked for by name; nothing where nobody was found. */
  readonly onFound: (found: Search | undefined, byKind: boolean) => void
}

type Typed = InputOf<typeof findCovers>

/** What is surely wrong is told on the field, before anything is sent; the server judges the same again. */
function judgeSearch({ idKind, idNumber, incidentOn }: Typed): Partial<Record<keyof Typed, string>> {
  const read = parseIdNumber(idNumber, idKind)
  const now = today()
  return {
    ...(!read.ok && { idNumber: numberSentence(read.refusal) }),
    ...(incidentOn > now && {
      incidentOn: sentenceIn(claimAcceptanceRefusals, { code: 'incident-in-future', today: now }),
    }),
  }
}

function numberSentence(refusal: IdRefusal): string {
  const told = refusal.code === 'id-of-15-digits' ? { ...refusal, suggested: refusal.suggested ?? '' } : refusal
  return sentenceIn(personRefusals, told)
}

/** 添加受理信息: 证件类型, 证件号码, 出险日期, 申领类型 and 查询. The number goes out in the body and stays in the field. */
export function CoverSearch({ onFound }: CoverSearchProps): ReactElement {
  const isUnit = isUnitSide(useSession())
  const [nobody, setNobody] = useState(false)
  const { field, submit, lines, attempt, showFailure } = useSchemaForm(findCovers.input, {
    values: { idKind: 'resident-id', idNumber: '', incidentOn: '', kind: '' },
    labels: {
      idKind: words('acceptance.idKind'),
      idNumber: words('acceptance.idNumber'),
      incidentOn: words('acceptance.incidentOn'),
      kind: words('acceptance.kind'),
    },
    messages: { incidentOn: words('acceptance.dateNeeded') },
    check: judgeSearch,
  })
  const find = useCommand(findCovers, {
    onDone: ({ person, rows }, { incidentOn, kind }) => {
      setNobody(person === null)
      onFound(person === null ? undefined : { person, incidentOn, rows }, kind !== undefined)
    },
    onFailed: (error) => {
      setNobody(false)
      onFound(undefined, false)
      showFailure(error)
    },
  })
  return (
    <form
      className="card card-body stack"
      aria-label={words('acceptance.add')}
      noValidate
      onSubmit={submit((values) => find.run(values))}
    >
      <ErrorSummary lines={lines} attempt={attempt} />
      <div className="acceptance-search">
        <SelectField
          {...field('idKind')}
          empty={false}
          options={ID_KINDS.map((value) => ({ value, label: ID_KIND_NAMES[value] }))}
        />
        <TextField
          {...field('idNumber')}
          required
          autoFocus
          spellCheck={false}
          maxLength={30}
          tidy={(typed) => toHalfWidth(typed).toUpperCase().trim()}
        />
        <DateField {...field('incidentOn')} required latest={today()} hint={words('acceptance.incidentHint')} />
        <SelectField
          {...field('kind')}
          empty={words('ui.all')}
          options={CLAIM_KINDS.map((value) => ({ value, label: CLAIM_KIND_NAMES[value] }))}
        />
        <Button type="submit" kind="primary" pending={find.pending}>
          {words('ui.search')}
        </Button>
      </div>
      {find.error !== null && (
        <Notice tone="danger" live>
          {sentenceOf(find.error)}
        </Notice>
      )}
      {nobody && (
        <div role="status">
          <EmptyState
            icon="search"
            title={words(isUnit ? 'acceptance.notFound' : 'acceptance.notFoundOffice')}
            text={words('acceptance.notFoundText')}
          />
        </div>
      )}
    </form>
  )
}
