import '../words/zh/accounts.ts'
import '../words/zh/units.ts'
import { useState, type ReactElement } from 'react'
import { getUnitProfile } from '../../contract/unit-profile.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { timeInWords } from '../shared/time-in-words.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { listOf, words } from '../words/words.ts'
import { changeWord } from './change-words.ts'
import { ProfileFacts } from './ProfileFacts.tsx'
import type { Profile } from './unit-change-values.ts'
import { UnitChangeForm } from './UnitChangeForm.tsx'
import './units.css'

/** 信息维护: the unit's record, and asking the office for a change. */
export function ProfilePage(): ReactElement {
  const { data, error, refetch } = useEndpointQuery(getUnitProfile, {})
  // The returned change that was put aside; another one that comes back later stands in the form again.
  const [aside, setAside] = useState<Profile['returned']>(null)
  const afresh = aside !== null && aside === data?.returned
  return (
    <div className="page">
      <PageHead title={words('units.profile.title')} text={words('units.profile.text')} />
      {data === undefined && error === null && <Skeleton lines={6} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <ChangeNotice profile={data} afresh={afresh} onAfresh={() => setAside(data.returned)} />
          <ProfileFacts profile={data} />
          <UnitChangeForm
            key={`${data.name} ${data.contactName} ${data.pending?.submittedAt ?? ''} ${afresh}`}
            profile={afresh ? { ...data, returned: null } : data}
          />
        </>
      )}
    </div>
  )
}

type NoticeProps = { readonly profile: Profile; readonly afresh: boolean; readonly onAfresh: () => void }

/** What waits, or why the last change came back; what it asked for stands in the form until it is put aside. */
function ChangeNotice({ profile: { pending, returned }, afresh, onAfresh }: NoticeProps): ReactElement | null {
  if (pending !== null) {
    const fields = listOf(pending.fields.map(changeWord))
    return <Notice>{words('units.profile.pending', { at: timeInWords(pending.submittedAt), fields })}</Notice>
  }
  if (returned === null) return null
  return (
    <Notice tone="warning">
      <p>{words('units.profile.returned', { reason: returned.reason })}</p>
      {!afresh && (
        <p>
          {words(returned.anotherHandler ? 'units.profile.keptButSealed' : 'units.profile.kept')}{' '}
          <Button kind="text" onClick={onAfresh}>
            {words('units.profile.afresh')}
          </Button>
        </p>
      )}
    </Notice>
  )
}
