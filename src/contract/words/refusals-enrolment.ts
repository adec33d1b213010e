import type { EditRefused, StepRefused } from '../../domain/enrolment/enrolment-workflow.ts'
import { enrolmentStateWord } from './states.ts'
import type { RefusalWords } from './refusals.ts'

export const enrolmentRefusals = {
  'enrolment-step-not-allowed': ({ state }) => `参保单现在是“${enrolmentStateWord(state)}”，不能做这一步，请刷新后再看`,
  'enrolment-not-editable': ({ state }) =>
    `参保单现在是“${enrolmentStateWord(state)}”，只有“录入中”和“初审退回”时可以修改；如需修改请先撤回或联系审核人退回`,
} satisfies RefusalWords<(EditRefused | StepRefused)['code']>
