import type { WhyNotCode } from '../../domain/claims/eligibility.ts'
import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import { CLAIM_KIND_NAMES } from './claim-words.ts'

/** Why a kind cannot be claimed as it travels: the facts that its sentence prints. */
export type ToldReason = {
  readonly code: WhyNotCode
  readonly on: string | null
  readonly kind: ClaimKind | null
  readonly number: string | null
}

const SENTENCES: { readonly [C in WhyNotCode]: (reason: ToldReason) => string } = {
  'cover-begins-later': ({ on }) => `保障自 ${on} 起生效，出险日期在此之前`,
  'cover-ended': ({ on }) => `保障已于 ${on} 终止`,
  'died-before': ({ on }) => `已登记于 ${on} 身故，此后的出险不能申领`,
  'in-waiting': ({ on }) => `等待期至 ${on}，出险日期在等待期内`,
  'benefit-ended': ({ on, kind }) =>
    `保障责任已终止：${on} 出险的${kind === null ? '' : CLAIM_KIND_NAMES[kind]}已给付或正在给付`,
  'already-claimed': ({ number }) => `已受理为案件 ${number}，尚未结案`,
  'event-paid': ({ on }) => `${on} 的这次出险已按同一保障和申领类型给付，不能重复申领`,
  'deadline-from-discharge': ({ on }) => `申领时效自出院之日起算，录入出院日期后判断（按出险日期为 ${on}）`,
  'deadline-passed': ({ on }) => `申领时效已于 ${on} 届满`,
}

/** Why a kind cannot be claimed, in one sentence without its full stop. */
export function reasonSentence(reason: ToldReason): string {
  return SENTENCES[reason.code](reason)
}
