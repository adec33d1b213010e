import { Readable } from 'node:stream'
import type { downloadTemplate as route } from '../../contract/roster-imports.ts'
import { rosterRulesOf } from '../../domain/enrolment/roster-row.ts'
import type { PlanVersionId } from '../../domain/shared/ids.ts'
import { sendStream } from '../files/send-file.ts'
import type { FileHandler } from '../http/mount-file.ts'
import { getPlanVersion } from '../plans/plan-store.ts'
import { rosterTemplate, TEMPLATE_NAME } from './roster-template.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 模板下载: 参保人信息模板-通用, made from the plan. */
export function templateDownload(): FileHandler<typeof route> {
  return async (call, { planVersionId }) => {
    const plan = await call.within(null, (tx) => getPlanVersion(tx, planVersionId as PlanVersionId))
    const bytes = await rosterTemplate(plan.name, rosterRulesOf(plan))
    const file = { name: `${TEMPLATE_NAME}.xlsx`, mediaType: WORKBOOK, size: bytes.length }
    return sendStream(call.reply, file, Readable.from([bytes]))
  }
}
