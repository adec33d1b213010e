import type { BankFormatCode } from '../../domain/payouts/bank-formats.ts'
import type { BatchFlag } from '../../domain/payouts/batch-flags.ts'
import type { BatchState, LineState } from '../../domain/payouts/batch-workflow.ts'
import type { OrderFault, OrderText, PayerFault } from '../../domain/payouts/payment-file.ts'
import type { ReturnProblem } from '../../domain/payouts/judge-return.ts'
import type { ReturnFileRefusal } from '../../domain/payouts/return-file.ts'
import { formatYuanGrouped, type Cents } from '../../domain/shared/cents.ts'

export const BATCH_STATE_WORDS: { readonly [S in BatchState]: string } = {
  draft: '编制',
  released: '已释放',
  'partly-answered': '部分回盘',
  done: '完结',
  void: '作废',
}

/** The word for a state of a batch that comes from a row or a refusal. */
export function batchStateWord(state: string | number | undefined): string {
  const words: Readonly<Record<string, string>> = BATCH_STATE_WORDS
  return words[String(state)] ?? String(state)
}

export const LINE_STATE_WORDS: { readonly [S in LineState]: string } = {
  waiting: '待回盘',
  removed: '已剔除',
  void: '批次作废',
  paid: '已支付',
  failed: '支付失败',
  reversed: '已退汇',
}

/** Why a payment was stopped before it was made, as the unit reads it. */
export const PAYEE_DEAD = '被保障人已身故，请更换领款人'

/** A failure for which the bank gave no reason. */
export const NO_REASON_TOLD = '银行未说明原因'

export const BATCH_FLAG_WORDS: { readonly [F in BatchFlag]: string } = {
  'first-time-card': '首次使用的卡',
  'shared-card': '一卡多人',
  'changed-card': '较上次换卡',
}

export const BANK_FORMAT_NAMES: { readonly [C in BankFormatCode]: string } = {
  'csv-gb18030': '通用 CSV（GB18030）',
  'csv-gbk': '通用 CSV（GBK）',
  'csv-utf-8': '通用 CSV（UTF-8）',
  'fixed-gb18030': '定长文本（GB18030）',
}

const FIELDS: { readonly [F in OrderText]: string } = { payee: '户名', card: '账号', bank: '开户银行' }

/** A character as it can be told apart: with its code point, since some show nothing or a box. */
function named(character: string): string {
  const point = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `“${character}”（${point}）` : point
}

/** Why a payment cannot be written in the bank's form, and what to do. */
export function orderFaultSentence(fault: OrderFault): string {
  const field = FIELDS[fault.field]
  switch (fault.fault) {
    case 'empty':
      return `${field}为空，不能支付`
    case 'too-long':
      return `${field}比该格式允许的长度多 ${fault.over} 个字节，请换一种银行格式`
    case 'charset':
      return `${field}中的 ${named(fault.character)} 不在该编码内，请换一种银行格式`
    case 'separator':
      return `${field}中有分隔符 ${named(fault.character)}，银行文件不能包含，请退回更正`
    case 'control':
      return `${field}中有不可见的控制字符 ${named(fault.character)}，请退回更正`
    case 'formula':
      return `${field}以 ${named(fault.character)} 开头，银行文件不能包含，请退回更正`
  }
}

/** Why the account that pays cannot be written in the bank's form, and what to do. */
export function payerFaultSentence(fault: PayerFault): string {
  const field = fault.field === 'account-name' ? '户名' : '账号'
  if (fault.fault === 'empty') return `${field}为空，请管理员在“机构与岗位”中填写`
  if (fault.fault === 'too-long')
    return `${field}比该格式允许的长度多 ${fault.over} 个字节，请换一种银行格式，或由管理员在“机构与岗位”中更正`
  return `${field}中的 ${named(fault.character)} 不能写入该格式的银行文件，请换一种银行格式，或由管理员在“机构与岗位”中更正`
}

const RESULTS: Readonly<Record<string, string>> = { paid: '成功', failed: '失败' }
const yuan = (fen: string) => formatYuanGrouped(Number(fen) as Cents)

/** Why a row of a return file does not fit the batch. */
export function returnProblemSentence({ problem, told, known }: ReturnProblem): string {
  switch (problem) {
    case 'other-batch':
      return `文件属于批次 ${told}，不是 ${known}`
    case 'unknown-line':
      return '本批次没有这个业务参考号'
    case 'taken-out':
      return '这一笔在释放前已剔除，没有发给银行'
    case 'other-amount':
      return `金额 ${yuan(told)} 元与批次中的 ${yuan(known)} 元不一致`
    case 'other-answer':
      return `此前已回盘为“${RESULTS[known] ?? known}”，本文件的结果或原因不同`
    case 'answered-twice':
      return '同一文件中对这一笔有两个不同的结果'
  }
}

const PARTS: Readonly<Record<string, string>> = {
  'batch-number': '批次号',
  reference: '业务参考号',
  amount: '金额',
  result: '处理结果',
  reason: '失败原因',
  count: '笔数',
  sum: '合计金额',
  mark: '行标识',
  width: '长度',
  columns: '列数',
}

/** Why a file cannot be read as the return file of this form. */
export function returnFileSentence(refusal: ReturnFileRefusal): string {
  switch (refusal.code) {
    case 'return-file-encoding':
      return '文件编码与本批次的银行格式不符，请使用银行原文件'
    case 'return-file-empty':
      return '文件是空的'
    case 'return-file-cut':
      return '文件没有结尾的合计行，可能没有下载完整，请重新从银行下载'
    case 'return-file-row':
      return `${PARTS[refusal.part] ?? refusal.part}不正确，请使用银行原文件`
    case 'return-file-totals':
      return `合计行写的是 ${refusal.told}，实际为 ${refusal.counted}，文件可能不完整`
  }
}
