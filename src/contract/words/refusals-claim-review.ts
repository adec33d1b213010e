import type { BeyondLimit } from '../../domain/claims/approval-threshold.ts'
import type { RegradeRefused } from '../../domain/claims/regrade.ts'
import type { EndingRefused, NoRefused, SamePersonRefused, YesRefused } from '../../domain/claims/review.ts'
import { cents, formatYuanGrouped } from '../../domain/shared/cents.ts'
import type { RefusalWords } from './refusal-words.ts'

type Codes =
  | (SamePersonRefused | YesRefused | NoRefused | EndingRefused | BeyondLimit | RegradeRefused)['code']
  | 'claim-after-death'
  | 'claim-payee-dead'
  | 'claims-not-together'
  | 'claim-regraded-to-zero'
  | 'claim-never-submitted'
  | 'claim-letter-not-ready'
  | 'claim-letter-superseded'
  | 'own-approval-limit'
  | 'officer-without-approval'

const STEPS = new Map([
  ['submission', '申领提交'],
  ['first-review', '申领初审'],
  ['second-review', '申领复审'],
])

const yuan = (fen: string | number | undefined) => formatYuanGrouped(cents(Number(fen)))

export const claimReviewRefusals: RefusalWords<Codes> = {
  'claim-same-person': ({ step }) =>
    `这件案件的${STEPS.get(String(step)) ?? '上一岗'}是您本人办理的（按证件号码判断），须由其他人员办理，请释放案件`,
  'claim-calculation-stale': () => '案件资料或此人的其他给付有变化，原计算结果已过时，请先【重新计算】',
  'claim-amount-zero': () => '互助金为 0，不能通过；请由初审提出“不予给付”，或退回单位',
  'claim-no-proposed': () => '初审已提出不予给付或拒付，请确认该意见，或【退回初审】',
  'claim-not-zero': () => '互助金不为 0，不能不予给付；如不应给付请按条款提出“拒付”',
  'claim-clause-missing': () => '请选择拒付所依据的条款',
  'claim-nothing-proposed': () => '初审没有提出拒付或不予给付，不能直接结案；如有异议请【退回初审】',
  'claim-beyond-limit': ({ total, limit }) =>
    `本次事故合计 ${yuan(total)} 元，超过您的审批限额 ${yuan(limit)} 元，须由限额更高的人员或上级机构审批`,
  'claim-not-regraded': () => '改判内容与原录入相同，请修改后再提交',
  'claim-regrade-field': () => '这一申领类型不能改判该项，请退回单位修改',
  'claim-category-unknown': ({ categories }) => `本活动没有这一病种类别，应为：${categories}`,
  'claim-after-death': ({ diedOn }) => `此人已于 ${diedOn} 身故，出险日期在此之后，不能通过`,
  'claim-payee-dead': ({ diedOn, number }) =>
    number === undefined
      ? `被保障人已于 ${diedOn} 身故，不能再付给本人，请退回单位改为受益人或继承人领款，并附关系证明`
      : `案件 ${number} 的被保障人已于 ${diedOn} 身故，不能再付给本人，请从批次中去掉该案件并【停止支付】，由单位更换领款人`,
  'claims-not-together': () => '只有同一人同一次出险、在同一岗位的案件可以一并办理，请分开办理',
  'claim-regraded-to-zero': () => '改判后互助金为 0，请【退回初审】，由初审提出不予给付',
  'claim-never-submitted': () => '案件还没有提交过，请在【申领受理】中用【案件删除】',
  'claim-letter-not-ready': () => '通知书正在生成，请稍候再下载',
  'claim-letter-superseded': () => '款项已被银行退回，原给付通知书已作废；再次支付后会出具新的通知书',
  'own-approval-limit': () => '不能修改自己的审批限额，请由其他管理员修改',
  'officer-without-approval': () => '该人员没有申领复审或申领审批岗位，不需要审批限额',
}
