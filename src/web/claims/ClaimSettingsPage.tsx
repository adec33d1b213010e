import '../words/zh/claim-settings.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { getClaimSettings } from '../../contract/claim-settings.ts'
import { useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { ApprovalLimits } from './ApprovalLimits.tsx'
import { ClaimSettingsForm } from './ClaimSettingsForm.tsx'
import './claim-review.css'

/** 申领设置: what an office sets for its claims, and how far its officers approve. */
export function ClaimSettingsPage(): ReactElement {
  const { data, error, refetch } = useEndpointQuery(getClaimSettings, {})
  const { office: wanted, officer } = useSearch({ from: '/inside/claim-settings' })
  const navigate = useNavigate()
  const mayChange = useSession().desks.includes('administration')
  const offices = data?.offices ?? []
  const office = offices.find(({ id }) => id === wanted) ?? offices[0]
  return (
    <div className="page">
      <PageHead title={words('menu.claimSettings')} text={words('claimSettings.text')} />
      {data === undefined && error === null && <Skeleton lines={8} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data !== undefined && office === undefined && <EmptyState icon="building" title={words('claimSettings.none')} />}
      {office !== undefined && (
        <>
          {offices.length > 1 && (
            <div className="of-office">
              <SelectField
                label={words('claimSettings.office')}
                empty={false}
                value={office.id}
                options={offices.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(event) => void navigate({ to: '/claim-settings', search: { office: event.target.value } })}
              />
            </div>
          )}
          <ClaimSettingsForm key={`${office.id} ${office.version}`} office={office} mayChange={mayChange} />
          <ApprovalLimits
            office={office}
            mayChange={mayChange}
            opened={officer}
            onOpen={(id) =>
              void navigate({
                to: '/claim-settings',
                search: { ...(wanted !== undefined && { office: wanted }), ...(id !== undefined && { officer: id }) },
              })
            }
          />
        </>
      )}
    </div>
  )
}
