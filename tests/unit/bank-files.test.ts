import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { bankFormat, BANK_FORMAT_CODES, BANK_FORMATS } from '../../src/domain/payouts/bank-formats.ts'
import type { BankFormat } from '../../src/domain/payouts/bank-format.ts'
import { judgeReturn, type KnownLine } from '../../src/domain/payouts/judge-return.ts'
import {
  encodePaymentFile,
  faultsOfOrder,
  faultsOfPayer,
  type PaymentFile,
} from '../../src/domain/payouts/payment-file.ts'
import { readReturnFile } from '../../src/domain/payouts/return-file.ts'
import { cents } from '../../src/domain/shared/cents.ts'
import { decodeBytes, encodeCharacter } from '../../src/server/gateways/bank/charsets.ts'

const NUMBER = 'ZF37132611240001'
const file: PaymentFile = {
  number: NUMBER,
  madeOn: '20261124',
  accountName: '示例办事处',
  accountNumber: '3713000100000188',
  purpose: '互助金',
  orders: [
    { reference: `${NUMBER}0001`, payee: '张三', card: '6222020000000012', bank: '示例银行', amount: cents(123_456) },
    { reference: `${NUMBER}0002`, payee: '阿依古丽·买买提', card: '622202000000002', bank: '', amount: cents(7) },
    {
      reference: `${NUMBER}0003`,
      payee: '𠮷田㐂',
      card: '6222020000000038888',
      bank: '乙银行',
      amount: cents(9_999_999_999),
    },
  ],
}
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('the account that pays', () => {
  const faults = (code: (typeof BANK_FORMAT_CODES)[number], name: string, number = '3713000100000188') =>
    faultsOfPayer(bankFormat(code).payment, { 'account-name': name, 'account-number': number }, encodeCharacter)
  it('fits a form by bytes, to the last one', () => {
    const longest = '会'.repeat(30)
    expect(faults('fixed-gb18030', longest, '1'.repeat(32))).toEqual([])
    expect(faults('fixed-gb18030', `${longest}会`, '1'.repeat(40))).toEqual([
      { fault: 'too-long', field: 'account-name', over: 2 },
      { fault: 'too-long', field: 'account-number', over: 8 },
    ])
  })
  it('is judged only where the form has it', () => {
    for (const code of ['csv-gb18030', 'csv-gbk', 'csv-utf-8'] as const)
      expect(faults(code, '会'.repeat(100))).toEqual([])
  })
  it('holds nothing that a bank file cannot', () => {
    expect(faults('fixed-gb18030', '=示例', '-3713')).toMatchObject([{ fault: 'formula' }, { fault: 'formula' }])
    expect(faults('fixed-gb18030', '', '')).toMatchObject([{ fault: 'empty' }, { fault: 'empty' }])
  })
})

describe('payment files, byte for byte', () => {
  it('as generic CSV in GB18030', () => {
    const bytes = encodePaymentFile(bankFormat('csv-gb18030').payment, file, encodeCharacter)
    expect(decodeBytes('gb18030', bytes)).toBe(
      [
        '序号,业务参考号,收款人户名,收款账号,开户银行,金额,用途',
        `1,${NUMBER}0001,张三,6222020000000012,示例银行,1234.56,互助金`,
        `2,${NUMBER}0002,阿依古丽·买买提,622202000000002,,0.07,互助金`,
        `3,${NUMBER}0003,𠮷田㐂,6222020000000038888,乙银行,99999999.99,互助金`,
        `合计,${NUMBER},3,100001234.62`,
        '',
      ].join('\r\n'),
    )
    expect(hex(bytes.subarray(0, 34))).toBe('d0f2bac52cd2b5cef1b2cebfbcbac52ccad5bfeec8cbbba7c3fb2ccad5bfeed5cbba')
  })
  it('as text of fixed width in GB18030: widths are bytes, texts left, figures right with zeros', () => {
    const bytes = encodePaymentFile(bankFormat('fixed-gb18030').payment, file, encodeCharacter)
    const rows = Buffer.from(bytes).toString('latin1').split('\r\n')
    expect(rows.map((row) => row.length)).toEqual([142, 158, 158, 158, 22, 0])
    expect(hex(Buffer.from(rows[1]!, 'latin1'))).toBe(
      [
        '44',
        '303030303031',
        '5a4633373133323631313234303030313030303120202020',
        `36323232303230303030303030303132${'20'.repeat(16)}`,
        `d5c5c8fd${'20'.repeat(56)}`,
        '303030303030303030313233343536',
        `bba5d6fabdf0${'20'.repeat(14)}`,
      ].join(''),
    )
    expect(rows[0]).toMatch(/^HZF37132611240001 {4}202611243713000100000188 {16}/)
    expect(rows[4]).toBe('T000003000010000123462')
  })
  it('as another encoder, which is not ours, wrote the same text', () => {
    const bytes = encodePaymentFile(bankFormat('csv-gb18030').payment, file, encodeCharacter)
    // Of Python's codec; iconv of glibc agrees.
    const theirs = 'dd08e0427fe1dd46eb6d8d030ca74ce0307fddbcccff66183959545b93167259'
    expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([315, theirs])
  })
  it('names what a form cannot hold', () => {
    const order = { ...file.orders[0]! }
    const faults = (code: (typeof BANK_FORMAT_CODES)[number], more: object) =>
      faultsOfOrder(bankFormat(code).payment, { ...order, ...more }, encodeCharacter)
    expect(faults('csv-gbk', { payee: '张𠮷' })).toEqual([{ fault: 'charset', field: 'payee', character: '𠮷' }])
    expect(faults('csv-gb18030', { payee: '张𠮷' })).toEqual([])
    expect(faults('csv-gb18030', { payee: '张,三' })).toEqual([{ fault: 'separator', field: 'payee', character: ',' }])
    expect(faults('csv-gb18030', { payee: '=张三' })).toEqual([{ fault: 'formula', field: 'payee', character: '=' }])
    expect(faults('csv-gb18030', { payee: '＠张三' })).toEqual([{ fault: 'formula', field: 'payee', character: '＠' }])
    expect(faults('csv-gb18030', { bank: '示例\n银行' })).toEqual([
      { fault: 'control', field: 'bank', character: '\n' },
    ])
    expect(faults('fixed-gb18030', { payee: '长'.repeat(31) })).toEqual([
      { fault: 'too-long', field: 'payee', over: 2 },
    ])
    expect(faults('csv-utf-8', { card: '' })).toEqual([{ fault: 'empty', field: 'card' }])
    expect(faults('csv-utf-8', { bank: '' })).toEqual([])
  })
  it('every form has a width for each field where widths count, and none elsewhere', () => {
    for (const { payment, returned } of BANK_FORMATS as readonly BankFormat[]) {
      const rows = [payment.header, payment.line, payment.trailer, returned.line, returned.trailer?.fields]
      for (const row of rows) for (const { width = 0 } of row ?? []) expect(width > 0).toBe(payment.kind === 'fixed')
    }
    expect(BANK_FORMATS.map(({ code }) => code)).toEqual(BANK_FORMAT_CODES)
  })
})

describe('return files', () => {
  const form = bankFormat('csv-utf-8').returned
  const read = (text: string) => readReturnFile(form, Buffer.from(text), decodeBytes)
  const rows = [`${NUMBER}0001,1234.56,成功,`, `${NUMBER}0002,0.07,失败,"户名,不符"`]
  const whole = (lines: readonly string[], foot = `合计,${NUMBER},2,1234.63`) =>
    ['业务参考号,金额,处理结果,失败原因', ...lines, foot, ''].join('\r\n')

  it('are read line by line, with quotes, blank rows, a byte order mark and bare line feeds', () => {
    const expected = {
      batchNumber: NUMBER,
      lines: [
        { row: 2, reference: `${NUMBER}0001`, amount: 123_456, result: 'paid', reason: '' },
        { row: 3, reference: `${NUMBER}0002`, amount: 7, result: 'failed', reason: '户名,不符' },
      ],
    }
    expect(read(whole(rows))).toEqual({ ok: true, value: expected })
    expect(read(`\ufeff${whole(rows).replaceAll('\r\n', '\n')}\n\n`)).toEqual({ ok: true, value: expected })
  })
  it('say what is wrong and where', () => {
    const refusal = (text: string) => {
      const answer = read(text)
      return answer.ok ? undefined : answer.refusal
    }
    expect(refusal('')).toEqual({ code: 'return-file-empty' })
    expect(refusal(whole(rows).slice(0, -20))).toEqual({ code: 'return-file-cut' })
    expect(refusal(whole([rows[0]!, '']))).toEqual({ code: 'return-file-totals', told: '2', counted: '1' })
    expect(refusal(whole(rows, `合计,${NUMBER},2,1.00`))).toEqual({
      code: 'return-file-totals',
      told: '1.00',
      counted: '1234.63',
    })
    const wrong = (row: string) => refusal(whole([row]))
    expect(wrong(',1.00,成功,')).toEqual({ code: 'return-file-row', row: 2, part: 'reference' })
    expect(wrong('A,1.005,成功,')).toEqual({ code: 'return-file-row', row: 2, part: 'amount' })
    expect(wrong('A,-1,成功,')).toEqual({ code: 'return-file-row', row: 2, part: 'amount' })
    expect(wrong('A,1.00,也许,')).toEqual({ code: 'return-file-row', row: 2, part: 'result' })
    expect(wrong('A,1.00')).toEqual({ code: 'return-file-row', row: 2, part: 'columns' })
    expect(wrong('A,1.00,成功,,x')).toEqual({ code: 'return-file-row', row: 2, part: 'columns' })
    expect(readReturnFile(form, Buffer.from([0xff, 0xfe, 0x0a]), decodeBytes)).toEqual({
      ok: false,
      refusal: { code: 'return-file-encoding' },
    })
    const fixed = readReturnFile(bankFormat('fixed-gb18030').returned, Buffer.from('HZF\r\n'), decodeBytes)
    expect(fixed).toEqual({ ok: false, refusal: { code: 'return-file-row', row: 1, part: 'width' } })
  })

  const known = (more: Partial<KnownLine> = {}): KnownLine[] => [
    { reference: 'A', amount: cents(100), state: 'waiting', reason: '', ...more },
    { reference: 'B', amount: cents(200), state: 'waiting', reason: '' },
  ]
  const told = (reference: string, amount: number, failed?: string) => ({
    row: 2,
    reference,
    amount: cents(amount),
    result: failed === undefined ? ('paid' as const) : ('failed' as const),
    reason: failed ?? '',
  })
  const judge = (lines: KnownLine[], ...answers: ReturnType<typeof told>[]) =>
    judgeReturn(NUMBER, lines, { batchNumber: NUMBER, lines: answers })
  const problems = (judged: ReturnType<typeof judgeReturn>) =>
    judged.taken ? [] : judged.problems.map(({ problem }) => problem)

  it('are taken where every line fits, also in part, in another order, and with what is known already', () => {
    expect(judge(known(), told('B', 200))).toMatchObject({ taken: true, unchanged: 0, answers: [{ reference: 'B' }] })
    expect(judge(known({ state: 'paid' }), told('B', 200, '销户'), told('A', 100))).toMatchObject({
      taken: true,
      unchanged: 1,
      answers: [{ reference: 'B', result: 'failed' }],
    })
    expect(judge(known(), told('A', 100), told('A', 100))).toMatchObject({ taken: true, unchanged: 1 })
    expect(judge(known({ state: 'reversed', reason: '账户已销户，款项退回' }), told('A', 100))).toMatchObject({
      taken: true,
      unchanged: 1,
      answers: [],
    })
  })
  it('are refused whole where one line does not fit', () => {
    expect(problems(judge(known(), told('A', 100), told('C', 1)))).toEqual(['unknown-line'])
    expect(problems(judge(known(), told('A', 101), told('B', 200)))).toEqual(['other-amount'])
    expect(problems(judge(known({ state: 'removed' }), told('A', 100)))).toEqual(['taken-out'])
    expect(problems(judge(known({ state: 'paid' }), told('A', 100, '销户')))).toEqual(['other-answer'])
    expect(problems(judge(known({ state: 'failed', reason: '销户' }), told('A', 100, '户名不符')))).toEqual([
      'other-answer',
    ])
    expect(problems(judge(known(), told('A', 100), told('A', 100, '销户')))).toEqual(['answered-twice'])
    expect(problems(judgeReturn('ZF1', known(), { batchNumber: 'ZF2', lines: [told('A', 100)] }))).toEqual([
      'other-batch',
    ])
  })
})
