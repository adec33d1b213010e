import { WHY_NOT_CODES } from '../../domain/claims/eligibility.ts'
import { CLAIM_KINDS } from '../../domain/plans/claim-kind.ts'
import { reasonSentence } from './claim-reasons.ts'
import { CLAIM_KIND_NAMES } from './claim-words.ts'
import type { Facts, RefusalWords } from './refusal-words.ts'

const text = (fact: string | number | undefined) => (fact === undefined || fact === '' ? null : String(fact))

/** 第 2 行（意外住院） */
function rowOf({ row, kind }: Facts): string {
  const named = CLAIM_KINDS.find((one) => one === kind)
  return named === undefined ? `第 ${row} 行` : `第 ${row} 行（${CLAIM_KIND_NAMES[named]}）`
}

/** Why nothing can be claimed, of the facts of a refusal. */
export function reasonOf({ why, on, endedBy, number }: Facts): string {
  const code = WHY_NOT_CODES.find((one) => one === why)
  const kind = CLAIM_KINDS.find((one) => one === endedBy) ?? null
  return code === undefined ? '' : reasonSentence({ code, on: text(on), kind, number: text(number) })
}

export const claimAcceptanceRefusals = {
  'incident-in-future': ({ today }) => `出险日期不能晚于今天（${today}），请核对`,
  'person-search-blocked': ({ minutes }) =>
    `查询不到的证件号码过多，本账号的查询已暂停，请 ${minutes} 分钟后再试；如有疑问请致电办事处`,
  'claim-row-refused': (facts) => `${rowOf(facts)}不能受理：${reasonOf(facts)}。全部案件均未受理，请移除该行后重试`,
  'claim-row-unknown': (facts) => `${rowOf(facts)}的保障已不存在，全部案件均未受理，请移除该行后重新查询`,
  'claim-row-twice': (facts) => `${rowOf(facts)}与前面的一行重复，请移除后重试`,
  'claim-rows-exclude': (facts) => `${rowOf(facts)}与同一人同日的疾病住院或意外住院只能受理一种，请移除其中一行`,
  'late-reason-missing': (facts) => `${rowOf(facts)}已超过申领时效，请填写逾期受理的原因`,
  'claim-is-the-units': () => '单位受理的案件由单位经办人删除，请联系单位办理',
  'claim-was-submitted': () => '案件提交过，不能删除；不再申领请在案件中办理【撤案】',
} satisfies RefusalWords
