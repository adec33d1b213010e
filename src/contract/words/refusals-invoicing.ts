import type { RefusalWords } from './refusal-words.ts'

export const invoicingRefusals = {
  'invoice-plan-unknown': () => '本参保单没有这个保障活动，请重新选择',
  'invoice-amount-zero': () => '开票金额须大于 0',
  'invoice-above-cap': ({ perHead, cap }) =>
    `人均单价 ${perHead} 元超过上限 ${cap} 元（会费单价 × 份数，含高危时按高危单价），请减少金额或增加人数`,
  'invoice-too-many-heads': ({ heads, people }) => `各张发票人数合计 ${heads} 人，超过该保障活动参保人数 ${people} 人`,
  'invoice-above-due': ({ amount, due, plan }) => `${plan} 开票合计 ${amount} 元，超过应缴会费 ${due} 元`,
  'invoice-sum-differs': ({ invoiced, due, plan }) =>
    `${plan} 开票合计 ${invoiced} 元，应缴会费 ${due} 元，两者一致后才能提交`,
  'invoice-voided': () => '这条开票信息已作废，不能上传发票；请为新的开票信息开票后上传',
  'invoice-file-removed': () => '这个发票文件已删除，请刷新后查看',
  'message-under-way': () => '这封邮件还在发送，请等它有结果后再重新发送',
  'invoice-tax-number-missing': () => '抬头为单位时须填写税号（统一社会信用代码）',
  'payment-zero': () => '到账金额须大于 0',
  'not-in-invoicing': () => '参保单不在开票录入环节，请刷新后查看当前状态',
  'not-in-payment': () => '参保单不在到账确认环节，请刷新后查看当前状态',
  'money-recorded': () =>
    '已登记到账，不能退回或作废；登记有误的，请办事处财务在【到账确认】中冲销后再办理，已收到的款项请先与财务核对',
  'payment-reversed': () => '这笔到账已冲销，请刷新后查看',
  'payment-reference-missing': () => '请填写银行流水号',
  'payment-reference-used': ({ reference }) => `银行流水号 ${reference} 已登记过，一笔到账只能登记一次`,
  'payment-in-future': () => '到账日期不能晚于今天',
  'payment-short': ({ paid, due, missing }) => `已到账 ${paid} 元，应缴 ${due} 元，还差 ${missing} 元，不能确认`,
  'confirmer-is-submitter': () => '提交人不能确认自己的到账',
  'confirmer-is-reviewer': () => '初审人不能确认同一参保单的到账，请由另一人确认',
  'no-days-left': ({ plan, calendarYear }) =>
    `${plan} 的 ${calendarYear} 年度已没有可以保障的日期，请退回单位改选下一年度；已登记的到账请先冲销`,
  'letter-not-ready': () => '确认书正在生成，请稍候再试',
  'roster-not-confirmed': () => '请先勾选“我已确认人员名单无误”',
  'characters-unprintable': ({ people }) => `${people} 的姓名有字体中没有的字，请核对后勾选“以编码显示并继续打印”`,
  'roster-needs-reason': ({ people, most }) =>
    `名单共 ${Number(people).toLocaleString('en')} 人，多于 ${Number(most).toLocaleString('en')} 人，请填写下载原因`,
  'certificate-version-old': () => '确认书已有新版本，请刷新列表后打印最新版本',
} satisfies RefusalWords
