import { addWords } from '../words.ts'

/** Words of lists and pools of claims. */
export const claimPoolWords = {
  'claimPool.number': '案件号',
  'claimPool.state': '案件状态',
  'claimPool.kind': '申领类型',
  'claimPool.pool': '工作池',
  'claimPool.name': '出险人',
  'claimPool.personName': '姓名',
  'claimPool.idNumber': '证件号码',
  'claimPool.unit': '参保单位',
  'claimPool.agency': '所属机构',
  'claimPool.plan': '保障活动',
  'claimPool.source': '案件来源',
  'claimPool.incidentOn': '出险日期',
  'claimPool.accepted': '受理日期',
  'claimPool.acceptedFrom': '受理日期从',
  'claimPool.acceptedTo': '受理日期至',
  'claimPool.submitted': '提交日期',
  'claimPool.ended': '结束日期',
  'claimPool.amountYuan': '互助金（元）',
  'claimPool.holder': '处理人',
  'claimPool.heldUntil': '{name}，至 {until}',
  'claimPool.promised': '承诺办结',
  'claimPool.isDecline': '提议不予给付',
  'claimPool.isRefuse': '提议拒付',
} as const satisfies Readonly<Record<`claimPool.${string}`, string>>

addWords(claimPoolWords)
