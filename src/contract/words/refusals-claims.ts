import type { ClaimStepRefused } from '../../domain/claims/claim-workflow.ts'
import type { RefusalWords } from './refusal-words.ts'
import { claimStateWord } from './states.ts'

export const claimRefusals = {
  'claim-step-not-allowed': ({ state }) => `案件现在是“${claimStateWord(state)}”，不能做这一步，请刷新后再看`,
} satisfies RefusalWords<ClaimStepRefused['code']>
