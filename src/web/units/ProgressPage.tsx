import '../words/zh/accounts.ts'
import '../words/zh/units.ts'
import { useSearch } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { registrationProgress, sendProgressCode } from '../../contract/registration.ts'
import { ProgressForm } from '../accounts/ProgressForm.tsx'
import { PageHead } from '../shared/PageHead.tsx'
import { words } from '../words/words.ts'
import { ProgressResult, type Progress } from './ProgressResult.tsx'
import '../accounts/accounts.css'
import './units.css'

/** 注册进度: number and phone, code, and what became of the registration. */
export function ProgressPage(): ReactElement {
  const { number } = useSearch({ from: '/open/registration/progress' })
  const [shown, setShown] = useState<{ progress: Progress; stepToken: string }>()
  return (
    <div className="page narrow">
      <PageHead title={words('units.progress.title')} text={words('units.progress.text')} />
      <section className="card card-body stack">
        {shown === undefined ? (
          <ProgressForm
            asking={sendProgressCode}
            showing={registrationProgress}
            number={number ?? ''}
            texts={{
              number: words('units.progress.number'),
              numberHint: words('units.progress.numberHint'),
              phone: words('units.progress.phone'),
              sent: words('units.progress.sent'),
              codeFirst: words('units.registration.codeFirst'),
              show: words('units.progress.show'),
            }}
            onShown={(progress, stepToken) => setShown({ progress, stepToken })}
          />
        ) : (
          <ProgressResult {...shown} onAnother={() => setShown(undefined)} />
        )}
      </section>
    </div>
  )
}
