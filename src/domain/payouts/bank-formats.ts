import type { BankFormat, PaymentField, PaymentForm, ReturnField, ReturnForm } from './bank-format.ts'

const constant = (text: string): PaymentField => ({ from: 'constant', text })

/** Column names, one row a payment, and a closing row with count and sum. */
const CSV_PAYMENT: Omit<PaymentForm, 'charset'> = {
  kind: 'csv',
  lineEnding: '\r\n',
  amounts: 'yuan',
  header: ['序号', '业务参考号', '收款人户名', '收款账号', '开户银行', '金额', '用途'].map(constant),
  line: [
    { from: 'sequence' },
    { from: 'reference' },
    { from: 'payee' },
    { from: 'card' },
    { from: 'bank' },
    { from: 'amount' },
    { from: 'purpose' },
  ],
  trailer: [constant('合计'), { from: 'batch-number' }, { from: 'count' }, { from: 'sum' }],
}

const CSV_RETURN: Omit<ReturnForm, 'charset'> = {
  kind: 'csv',
  lineEnding: '\r\n',
  amounts: 'yuan',
  header: 'names',
  line: [{ is: 'reference' }, { is: 'amount' }, { is: 'result' }, { is: 'reason' }],
  trailer: { mark: '合计', fields: [{ is: 'mark' }, { is: 'batch-number' }, { is: 'count' }, { is: 'sum' }] },
  words: { paid: ['成功'], failed: ['失败'] },
}

const FIXED_HEADER: readonly PaymentField[] = [
  { ...constant('H'), width: 1 },
  { from: 'batch-number', width: 20 },
  { from: 'made-on', width: 8 },
  { from: 'account-number', width: 32 },
  { from: 'account-name', width: 60 },
  { from: 'count', width: 6, align: 'right', pad: '0' },
  { from: 'sum', width: 15, align: 'right', pad: '0' },
]

const FIXED_LINE: readonly PaymentField[] = [
  { ...constant('D'), width: 1 },
  { from: 'sequence', width: 6, align: 'right', pad: '0' },
  { from: 'reference', width: 24 },
  { from: 'card', width: 32 },
  { from: 'payee', width: 60 },
  { from: 'amount', width: 15, align: 'right', pad: '0' },
  { from: 'purpose', width: 20 },
]

const FIXED_TRAILER: readonly PaymentField[] = [
  { ...constant('T'), width: 1 },
  { from: 'count', width: 6, align: 'right', pad: '0' },
  { from: 'sum', width: 15, align: 'right', pad: '0' },
]

const FIXED_RETURN_LINE: readonly ReturnField[] = [
  { is: 'mark', width: 1 },
  { is: 'reference', width: 24 },
  { is: 'amount', width: 15 },
  { is: 'result', width: 4 },
  { is: 'reason', width: 60 },
]

/** The forms shipped: a generic CSV in the encodings that banks ask for, and one of fixed width. */
export const BANK_FORMATS = [
  ...(['gb18030', 'gbk', 'utf-8'] as const).map((charset) => ({
    code: `csv-${charset}` as const,
    ending: '.csv' as const,
    payment: { ...CSV_PAYMENT, charset },
    returned: { ...CSV_RETURN, charset },
  })),
  {
    code: 'fixed-gb18030',
    ending: '.txt',
    payment: {
      kind: 'fixed',
      charset: 'gb18030',
      lineEnding: '\r\n',
      amounts: 'fen',
      header: FIXED_HEADER,
      line: FIXED_LINE,
      trailer: FIXED_TRAILER,
    },
    returned: {
      kind: 'fixed',
      charset: 'gb18030',
      lineEnding: '\r\n',
      amounts: 'fen',
      header: [
        { is: 'mark', width: 1 },
        { is: 'batch-number', width: 20 },
      ],
      line: FIXED_RETURN_LINE,
      trailer: {
        mark: 'T',
        fields: [
          { is: 'mark', width: 1 },
          { is: 'count', width: 6 },
          { is: 'sum', width: 15 },
        ],
      },
      words: { paid: ['0000'], failed: ['9999'] },
    },
  },
] as const satisfies readonly BankFormat[]

export const BANK_FORMAT_CODES = ['csv-gb18030', 'csv-gbk', 'csv-utf-8', 'fixed-gb18030'] as const
export type BankFormatCode = (typeof BANK_FORMAT_CODES)[number]

/** The form of a batch, by the code stored with it. */
export function bankFormat(code: BankFormatCode): BankFormat {
  const found = BANK_FORMATS.find((format) => format.code === code)
  if (!found) throw new Error(`no bank format ${code}`)
  return found
}
