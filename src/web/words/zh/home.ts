import { addWords } from '../words.ts'

/** Words of the home page and the names of menu lines. */
export const homeWords = {
  'home.title': '首页',
  'home.greeting': '{name}，{organisation}',
  'home.create': '新建参保录入',
  'home.first': '先做这些',
  'home.settlement': '每月 25 日为结算日，25 日 24 时前提交的开票信息当月开票，之后的按下月 1 日开票。',
  'home.none': '现在没有待办事项',
  'home.noneUnit': '要为职工参保，请从“参保录入”新建。',
  'home.noneOffice': '单位提交后会出现在这里和左侧菜单的数字里。',
  'home.count': '{count} 件',
  'home.overdue': '超期 {count} 件',
  'home.yourTurn': '待您处理',
  'home.waiting': '待获取',
  'home.do': '处理',
  'home.edit': '继续录入',
  'home.print': '去打印',
  'home.waitingMine': '待处理 {waiting} 件，您手上 {mine} 件',
  'home.pool.registration': '单位注册审核',
  'home.pool.enrolment-review': '参保初审',
  'home.pool.payment': '到账确认',
  'home.pool.unit-change': '单位信息变更审核',
  'home.pool.claim-entry': '费用录入',
  'home.pool.claim-first-review': '申领初审',
  'home.pool.claim-second-review': '申领复审',
  'home.pool.claim-approval': '申领审批',
  'home.pool.claim-payee-review': '领款复核',
  'home.toEdit': '参保单待完成',
  'home.toEditText': '录入中或初审退回，完成后提交参保初审',
  'home.toInvoice': '参保单待开票录入',
  'home.toInvoiceText': '初审已通过，填写开票信息后转到账确认',
  'home.toPrint': '确认书待打印',
  'home.toPrintText': '会费已到账，确认人员名单后即可打印',
} as const satisfies Readonly<Record<`home.${string}`, string>>

addWords(homeWords)
