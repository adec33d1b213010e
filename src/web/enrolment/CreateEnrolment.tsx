import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { createEnrolment, listEnrolments } from '../../contract/enrolment.ts'
import { countWork } from '../../contract/work-pool.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { Button } from '../ui/Button.tsx'

/** 新建参保录入: a new enrolment, opened at its first step. */
export function CreateEnrolment({ label }: { label: string }): ReactElement {
  const navigate = useNavigate()
  const create = useCommand(createEnrolment, {
    refreshes: [listEnrolments, countWork],
    onDone: ({ id }) => void navigate({ to: '/enrolments/$id/plans', params: { id } }),
  })
  return (
    <>
      {create.error !== null && (
        <span className="field-error" role="alert">
          {sentenceOf(create.error)}
        </span>
      )}
      <Button kind="primary" pending={create.pending} onClick={() => create.run({})}>
        {label}
      </Button>
    </>
  )
}
