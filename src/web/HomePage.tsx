import './words/zh/home.ts'
import './words/zh/pool.ts'
import type { ReactElement } from 'react'
import { holdsAny, isUnitSide, useSession } from './accounts/session.ts'
import { CreateEnrolment } from './enrolment/CreateEnrolment.tsx'
import { OfficeHome } from './OfficeHome.tsx'
import { PageHead } from './shared/PageHead.tsx'
import { UnitHome } from './UnitHome.tsx'
import { words } from './words/words.ts'

/** 首页: what to do first, each with its deadline and one button. */
export function HomePage(): ReactElement {
  const session = useSession()
  const enrols = isUnitSide(session) && holdsAny(session, ['unit-handler'])
  return (
    <div className="page">
      <PageHead
        title={words('home.title')}
        text={words('home.greeting', { name: session.name, organisation: session.organisation.name })}
        actions={enrols ? <CreateEnrolment label={words('home.create')} /> : undefined}
      />
      {enrols ? <UnitHome /> : <OfficeHome />}
    </div>
  )
}
