/** Encodings that banks take. GBK is the two-byte repertoire of GB18030, all that older systems of banks know. */
export type BankCharset = 'gb18030' | 'gbk' | 'utf-8'

/** What a field of a payment file is filled from. */
export type PaymentSource =
  | { readonly from: 'constant'; readonly text: string }
  | {
      readonly from:
        | 'batch-number'
        | 'made-on'
        | 'account-name'
        | 'account-number'
        | 'count'
        | 'sum'
        | 'sequence'
        | 'reference'
        | 'payee'
        | 'card'
        | 'bank'
        | 'amount'
        | 'purpose'
    }

/** Width is in bytes and only for fixed-width forms; what is left is filled with `pad` on the other side. */
export type Slot = { readonly width?: number; readonly align?: 'left' | 'right'; readonly pad?: ' ' | '0' }

export type PaymentField = PaymentSource & Slot

/** Amounts as `1234.50` or in fen, `123450`. */
export type AmountForm = 'yuan' | 'fen'

type FileForm = {
  readonly kind: 'csv' | 'fixed'
  readonly charset: BankCharset
  readonly lineEnding: '\r\n' | '\n'
  readonly amounts: AmountForm
}

export type PaymentForm = FileForm & {
  /** Rows before and after the payments: column names, count and sum. */
  readonly header: readonly PaymentField[] | null
  readonly line: readonly PaymentField[]
  readonly trailer: readonly PaymentField[] | null
}

/** What a field of a return file says; `skip` is read over. */
export type ReturnField = { readonly is: ReturnPart | 'skip'; readonly width?: number }
export type ReturnPart = 'batch-number' | 'reference' | 'amount' | 'result' | 'reason' | 'count' | 'sum' | 'mark'

export type ReturnForm = FileForm & {
  /** Whether the first row names the columns, or says which batch it answers. */
  readonly header: readonly ReturnField[] | 'names' | null
  readonly line: readonly ReturnField[]
  /** The last row, known by its mark; a file that has lost it was cut off. */
  readonly trailer: { readonly mark: string; readonly fields: readonly ReturnField[] } | null
  readonly words: { readonly paid: readonly string[]; readonly failed: readonly string[] }
}

export type BankFormat = {
  readonly code: string
  /** Ending of the file's name, with its dot. */
  readonly ending: '.csv' | '.txt'
  readonly payment: PaymentForm
  readonly returned: ReturnForm
}
