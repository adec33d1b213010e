import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import { CLAIM_KIND_NAMES } from './claim-words.ts'
import type { RefusalWords } from './refusal-words.ts'
import { reasonOf } from './refusals-claim-acceptance.ts'

const WHAT = new Map([
  ['fen', '金额'],
  ['days', '天数'],
  ['times', '次数'],
])

export const claimEntryRefusals = {
  'claim-not-calculable': ({ message }) => `还不能计算：${message}`,
  'limit-exceeded': ({ name, unit }) =>
    `“${CLAIM_KIND_NAMES[name as ClaimKind] ?? name}”的限额${WHAT.get(String(unit)) ?? ''}刚被此人的其他案件占用，余额不足，请重新申领计算后再提交`,
  'invoice-used-already': () => '有发票刚被另一案件按同一保障和申领类型申领，请核对发票号码',
  'invoice-of-other-person': () => '有发票已由另一人申领，不能再次使用，请核对发票号码',
  'invoice-illness-and-accident': () => '有发票已按另一住院类型申领，疾病住院与意外住院不能同时申领',
  'days-used-already': ({ number }) =>
    `案件 ${number} 的住院日期或出险日期已由另一案件按同一保障和申领类型申领，不能重复申领，请核对日期`,
  'amount-changed': ({ number, shown, now }) =>
    `案件 ${number} 的互助金已由 ${shown} 元变为 ${now} 元，未提交。请重新申领计算，核对后再提交`,
  'amount-shared': ({ number, before, shown, now }) =>
    `案件 ${number} 与 ${before} 共用限额，一并提交时互助金由 ${shown} 元变为 ${now} 元，未提交。请在“同一次出险”中取消勾选，先单独提交其中一件，再对另一件重新申领计算后提交`,
  'amount-zero': ({ number }) => `案件 ${number} 的互助金为 0，不能提交给付；请填写理由，按不予给付提交`,
  'entry-changed': () => '这个案件在别处已保存过更新的内容，请刷新后再改；您录入的内容仍在页面上，可以复制',
  'kind-not-offered': () => '这份保障没有这种申领类型，不能改',
  'kind-already-claimed': () => '同一保障、同一出险日期已有这种类型的案件，不能改，请在申领受理中查看',
  'incident-day-refused': (facts) =>
    `出险日期没有更改：案件 ${facts['of']} 在这一天不能受理，${reasonOf(facts)}。如确为这一天，请办理撤案或案件删除`,
  'event-not-whole': ({ number }) =>
    `同一次出险的案件 ${number} 正由他人处理或已提交，出险日期须一起更改；请等其释放或退回后再改`,
  'other-claim-gone': () => '这一项现在不能申领，可能已受理或金额已变为 0，请刷新后再看',
  'not-of-this-event': () => '只能一并提交同一次出险的案件，请刷新后再试',
} satisfies RefusalWords
