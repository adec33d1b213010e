import type { ReactElement } from 'react'
import { acceptOtherClaim, tryOtherClaims } from '../../contract/claim-entry.ts'
import { listClaims } from '../../contract/claims.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { shownYuan } from '../shared/shown.ts'
import { useCommand, useEndpointQuery } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'

export type AlsoClaimableProps = {
  readonly claimId: string
  readonly onAccepted: () => void
}

/** 还可申领: what else the same event pays for, one click each. */
export function AlsoClaimable({ claimId, onAccepted }: AlsoClaimableProps): ReactElement | null {
  const { data } = useEndpointQuery(tryOtherClaims, { id: claimId })
  const accept = useCommand(acceptOtherClaim, {
    refreshes: [tryOtherClaims, listClaims, countWork],
    onDone: ({ number }) => {
      toast(words('claimEntry.alsoAccepted', { number }))
      onAccepted()
    },
  })
  const claims = data?.claims ?? []
  if (claims.length === 0) return null
  return (
    <section className="card card-body also" aria-label={words('claimEntry.also')}>
      <h2>{words('claimEntry.also')}</h2>
      <p className="quiet">{words('claimEntry.alsoText')}</p>
      <ul>
        {claims.map(({ coverId, kind, kindName, planName, amount, upTo, by }) => (
          <li key={`${coverId} ${kind}`}>
            <span>
              {kindName}{' '}
              <b className="number">
                {upTo === null
                  ? shownYuan(amount)
                  : words('claimEntry.alsoRange', { from: shownYuan(amount), to: shownYuan(upTo) })}
              </b>
              {by !== null && ` ${words(`claimEntry.alsoBy.${by}`)}`}
              <small>{planName}</small>
            </span>
            <Button
              pending={accept.pending}
              aria-label={`${words('claimEntry.alsoAccept')} ${kindName}`}
              onClick={() => accept.run({ id: claimId, coverId, kind })}
            >
              {words('claimEntry.alsoAccept')}
            </Button>
          </li>
        ))}
      </ul>
      {accept.error !== null && (
        <p className="field-error" role="alert">
          {sentenceOf(accept.error)}
        </p>
      )}
    </section>
  )
}
