import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import { CLAIM_KIND_NAMES } from './claim-words.ts'
import type { RefusalWords } from './refusal-words.ts'

const WHAT = new Map([
  ['fen', '金额'],
  ['days', '天数'],
  ['times', '次数'],
])

export const claimEntryRefusals = {
  'claim-not-calculable': ({ message }) => `还不能计算：${message}`,
  'limit-exceeded': ({ name, unit }) =>
    `“${CLAIM_KIND_NAMES[name as ClaimKind] ?? name}”的限额${WHAT.get(String(unit)) ?? ''}刚被此人的其他案件占用，余额不足，请重新申领计算后再提交`,
} satisfies RefusalWords
