import type { ReactElement } from 'react'
import { shownYuan } from '../shared/shown.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { listOf, words } from '../words/words.ts'
import { ApprovalLimitDialog } from './ApprovalLimitDialog.tsx'
import type { ClaimOffice, ClaimOfficer } from './claim-settings.ts'

export type ApprovalLimitsProps = {
  readonly office: ClaimOffice
  readonly mayChange: boolean
  /** The officer whose dialog is open, as the address names them. */
  readonly opened: string | undefined
  readonly onOpen: (id: string | undefined) => void
}

/** Whether anybody of 申领审批 may approve more than the threshold, for which the desk exists. */
function reachesAbove({ officers, approvalThreshold }: ClaimOffice): boolean {
  return officers.some(
    ({ desks, approvalLimit }) =>
      desks.includes('claim-approval') && approvalLimit !== null && Number(approvalLimit) > Number(approvalThreshold),
  )
}

/** How far each officer of the claim desks approves, and who leads. */
export function ApprovalLimits({ office, mayChange, opened, onOpen }: ApprovalLimitsProps): ReactElement {
  const { officers, approvalThreshold } = office
  const officer = officers.find(({ id }) => id === opened)
  return (
    <section className="card card-body stack" aria-labelledby="approval-limits">
      <h2 id="approval-limits">{words('claimSettings.officers')}</h2>
      <p className="quiet">{words('claimSettings.officersHint')}</p>
      {!reachesAbove(office) && (
        <Notice tone="warning">
          {words(office.kind === 'head' ? 'claimSettings.noneEnoughAtHead' : 'claimSettings.noneEnough', {
            threshold: shownYuan(approvalThreshold),
          })}
        </Notice>
      )}
      <DataTable<ClaimOfficer>
        label={words('claimSettings.officers')}
        rows={officers}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        empty={<EmptyState icon="people" title={words('claimSettings.noOfficers')} />}
        columns={[
          { key: 'name', head: words('claimSettings.name'), render: ({ name }) => name },
          {
            key: 'organisation',
            head: words('claimSettings.organisation'),
            render: ({ organisationName }) => organisationName,
          },
          {
            key: 'desks',
            head: words('claimSettings.desks'),
            render: ({ desks }) => listOf(desks.map((desk) => words(`desk.${desk}`))),
            most: 24,
          },
          {
            key: 'limit',
            head: words('claimSettings.limit'),
            end: true,
            render: ({ approvalLimit }) =>
              approvalLimit === null ? words('claimSettings.byThreshold') : shownYuan(approvalLimit),
          },
          {
            key: 'leads',
            head: words('claimSettings.leads'),
            render: ({ leads }) => words(leads ? 'claimSettings.leads.yes' : 'claimSettings.leads.no'),
          },
        ]}
        {...(mayChange && {
          renderActions: ({ id, name, self }: ClaimOfficer) => (
            <Button
              kind="text"
              aria-label={words('claimSettings.changeOf', { name })}
              reason={self ? words('claimSettings.self') : undefined}
              onClick={() => onOpen(id)}
            >
              {words('claimSettings.change')}
            </Button>
          ),
        })}
      />
      {officer !== undefined && mayChange && (
        <ApprovalLimitDialog key={officer.id} officer={officer} onClose={() => onOpen(undefined)} />
      )}
    </section>
  )
}
