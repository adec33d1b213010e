import { batchStateWord } from './payout-words.ts'
import type { RefusalWords } from './refusal-words.ts'

export const payoutRefusals = {
  'batch-step-not-allowed': ({ state }) => `批次现在是“${batchStateWord(state)}”，不能做这一步，请刷新后再看`,
  'releaser-is-maker': () => '编制人不能释放自己编制的批次，请由另一人释放',
  'maker-decided-claim': ({ number }) => `您审过案件 ${number}，不能编制支付它的批次，请去掉该案件或由他人编制`,
  'releaser-decided-claim': ({ number, count }) =>
    Number(count) > 1
      ? `您审过案件 ${number} 等 ${count} 件，不能释放支付它们的批次，请由另一人释放`
      : `您审过案件 ${number}，不能释放支付它的批次，请由另一人释放`,
  'claim-not-payable': ({ number }) => `案件 ${number} 现在不是待支付，请刷新列表后重新选择`,
  'claim-in-batch': ({ number, batch }) => `案件 ${number} 已在支付批次 ${batch} 中，请刷新列表后重新选择`,
  'payee-not-dead': ({ number }) => `案件 ${number} 没有登记被保障人身故，或已由他人领款，不需要停止支付`,
  'claims-of-several-offices': () => '一个批次只能支付同一办事处的案件，请按办事处分别编制',
  'claim-payee-faulty': ({ number, problem }) => `案件 ${number}：${problem}`,
  'payee-not-frozen': ({ number }) => `案件 ${number} 没有经批准的领款人，请退回后重新审批`,
  'office-without-account': ({ office }) => `${office} 还没有登记付款账户，请管理员在机构设置中填写`,
  'batch-account-faulty': ({ problem }) =>
    `批次编制时的付款账户写不进银行文件：${problem}；更正后请作废本批次，重新编制`,
  'office-account-faulty': ({ office, problem }) => `${office} 的付款账户：${problem}`,
  'last-line': () => '这是批次中的最后一笔，不能剔除；不需要支付时请作废整个批次',
  'line-not-waiting': () => '这一笔已剔除或已有结果，请刷新后再看',
  'line-not-paid': () => '只有银行已支付的才能登记退汇，请刷新后再看',
  'reversal-standing': () => '这一笔已登记退汇，请刷新后再看',
  'reversal-reference-used': ({ reference, number, batch }) =>
    `退汇流水号 ${reference} 已登记在批次 ${batch} 的案件 ${number}，一笔退汇只能登记一次，请核对银行流水号`,
  'reversal-decided': () => '这条退汇登记已经处理，请刷新后再看',
  'reverser-is-asker': () => '登记人不能确认自己登记的退汇，请由另一人确认',
  'reversal-in-future': () => '退汇日期不能晚于今天',
  'reversal-before-release': ({ releasedOn }) => `退汇日期不能早于批次的释放日 ${releasedOn}`,
  'batch-file-missing': () => '批次还没有释放，释放后才有银行文件',
  'return-before-release': () => '批次还没有释放，不能导入回盘文件',
  'nothing-failed': () => '没有因此失败、还在支付失败的案件，请刷新后再看',
  'payer-again-is-importer': () => '导入回盘的人不能决定再次支付，请由另一人决定',
  'payee-incomplete': ({ problem }) => String(problem),
  'payee-image-missing': () => '请先上传领款银行卡的新照片',
  'payee-proof-missing': ({ name, count }) => `由他人领款须有关系证明材料，请上传“${name}”（还差 ${count} 张）`,
  'reviewer-is-corrector': () => '更正人不能复核自己的更正，请由另一人复核',
  'reason-missing': () => '请填写原因',
} satisfies RefusalWords
