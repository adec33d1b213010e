import '../words/zh/accounts.ts'
import '../words/zh/claim-acceptance.ts'
import '../words/zh/claim-pool.ts'
import { useSearch } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { claimProgress, sendClaimProgressCode } from '../../contract/claim-acceptance.ts'
import { ProgressForm } from '../accounts/ProgressForm.tsx'
import { PageHead } from '../shared/PageHead.tsx'
import { words } from '../words/words.ts'
import { ClaimProgressResult, type ClaimProgress } from './ClaimProgressResult.tsx'
import '../accounts/accounts.css'

/** 申领进度 without signing in: number and phone, code, and where the case stands. */
export function ClaimProgressPage(): ReactElement {
  const { number } = useSearch({ from: '/open/claim-progress' })
  const [progress, setProgress] = useState<ClaimProgress>()
  return (
    <div className="page narrow">
      <PageHead title={words('acceptance.progress.title')} text={words('acceptance.progress.text')} />
      <section className="card card-body stack">
        {progress === undefined ? (
          <ProgressForm
            asking={sendClaimProgressCode}
            showing={claimProgress}
            number={number ?? ''}
            texts={{
              number: words('acceptance.progress.number'),
              numberHint: words('acceptance.progress.numberHint'),
              phone: words('acceptance.progress.phone'),
              sent: words('acceptance.progress.sent'),
              codeFirst: words('acceptance.progress.codeFirst'),
              show: words('acceptance.progress.show'),
            }}
            onShown={setProgress}
          />
        ) : (
          <ClaimProgressResult progress={progress} onAnother={() => setProgress(undefined)} />
        )}
      </section>
    </div>
  )
}
