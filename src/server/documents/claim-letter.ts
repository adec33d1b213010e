import PDFDocument from 'pdfkit'
import type { ClaimLetter, LetterOtherClaim, LetterPayment } from '../../domain/claims/claim-letter.ts'
import { formatYuanGrouped, parseYuan } from '../../domain/shared/cents.ts'
import { beginningOfDay } from '../../domain/shared/time.ts'
import { claimLetterWords as words } from './claim-letter-words.ts'
import { letterWords, longDate } from './letter-words.ts'
import { BODY, heading, NOTE, numberedList, paragraph } from './paragraphs.ts'
import { drawPages, INK, LINE_WIDTH, PAGE, type Doc, type Sheet } from './sheet.ts'
import { drawPairs } from './table.ts'
import { createTypesetter } from './typesetter.ts'

/** 42 mm, the size of an association's round seal. */
const SEAL = 119

/** Draws a letter about the end of a case into `doc` and gives its number of pages. The same value gives the same bytes. */
export function drawClaimLetter(doc: Doc, letter: ClaimLetter, seal: Uint8Array | undefined): number {
  const layout = (sheet: Sheet) => {
    drawTitle(sheet, letter)
    drawCase(sheet, letter)
    if (letter.payment) drawPayment(sheet, letter, letter.payment)
    else drawReason(sheet, letter)
    drawLines(sheet, letter)
    const others = letter.alsoClaimable ?? []
    if (others.length > 0) drawOthers(sheet, others)
    heading(sheet, words.objectionHeading(others.length > 0), 60)
    numberedList(sheet, words.objection(letter), BODY)
    drawSignature(sheet, letter, seal)
  }
  return drawPages(doc, createTypesetter(doc), layout, (sheet, pages) => drawFooter(sheet, letter, pages))
}

/** An empty document that says nothing about machine or time; its dates are those of the letter. */
export function newClaimLetterDocument(letter: ClaimLetter): Doc {
  const issued = new Date(beginningOfDay(letter.issuedOn))
  return new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: `${words.title(letter.kind)} ${letter.number}`,
      Author: letter.association,
      Producer: 'huzhu',
      Creator: 'huzhu',
      CreationDate: issued,
      ModDate: issued,
    },
  })
}

function drawTitle(sheet: Sheet, letter: ClaimLetter): void {
  sheet.line(letter.association, sheet.y + 12, { size: 11, color: INK.quiet, spacing: 2 }, { align: 'center' })
  const title = { size: 25, weight: 'bold', color: INK.text, spacing: 5 } as const
  sheet.line(words.title(letter.kind), sheet.y + 50, title, { align: 'center' })
  sheet.rule(sheet.y + 66, 1.4, INK.accent)
  sheet.rule(sheet.y + 69, 0.5, INK.accent)
  const small = { size: 9, color: INK.quiet }
  sheet.line(words.number(letter), sheet.y + 84, small)
  sheet.line(words.issued(letter), sheet.y + 84, small, { align: 'right' })
  sheet.y += 97
  paragraph(sheet, words.addressee(letter), { ...BODY, weight: 'bold' })
  paragraph(sheet, words.opening(letter), { ...BODY, indent: BODY.size * 2 })
}

function drawCase(sheet: Sheet, letter: ClaimLetter): void {
  heading(sheet, words.headings.claim, 60)
  const pairs = [
    [words.labels.insured, letter.insured.name],
    [words.labels.document, letter.insured.documentNumber],
    [words.labels.plan, words.plan(letter)],
    [words.labels.kind, words.kind(letter)],
    [words.labels.incident, longDate(letter.claim.incidentOn)],
    [words.labels.accepted, longDate(letter.claim.acceptedOn)],
  ] as const
  drawPairs(sheet, pairs, 110)
}

function drawReason(sheet: Sheet, { clause, reason }: ClaimLetter): void {
  heading(sheet, words.headings.reason, 40)
  if (clause) paragraph(sheet, words.clause(clause.number, clause.text), BODY)
  for (const text of reason.split('\n').filter((line) => line !== '')) paragraph(sheet, words.reason(text), BODY)
}

function drawPayment(sheet: Sheet, letter: ClaimLetter, { payee, cardTail, paidOn }: LetterPayment): void {
  heading(sheet, words.headings.payment, 60)
  const pairs = [
    [words.labels.amount, words.amount(letter)],
    [words.labels.payee, payee],
    [words.labels.card, words.card(cardTail)],
    [words.labels.paidOn, longDate(paidOn)],
  ] as const
  drawPairs(sheet, pairs, 110)
}

/** `-12345.60` as `-12,345.60`. */
function grouped(amount: string): string {
  const isLess = amount.startsWith('-')
  const parsed = parseYuan(isLess ? amount.slice(1) : amount)
  return parsed.ok ? `${isLess ? '-' : ''}${formatYuanGrouped(parsed.value)}` : amount
}

/** Each step with its amount on the right, and under it how it came about. */
function drawLines(sheet: Sheet, { kind, lines, total }: ClaimLetter): void {
  heading(sheet, words.headings.lines, 50)
  if (lines.length === 0) return paragraph(sheet, words.noLines, BODY)
  for (const { rule, clause, basis, formula, amount } of lines) {
    sheet.keep(BODY.leading + NOTE.leading)
    sheet.line(grouped(amount), sheet.y + BODY.leading * 0.7, BODY, { align: 'right' })
    paragraph(sheet, words.step(rule, clause), { ...BODY, width: LINE_WIDTH - 110 })
    for (const text of [basis, formula])
      if (text !== '') paragraph(sheet, text, { ...NOTE, x: PAGE.left + 12, width: LINE_WIDTH - 24 })
    sheet.y += 3
  }
  sheet.rule(sheet.y, 0.9, INK.text)
  sheet.y += 2
  sheet.line(
    words.total(kind, grouped(total)),
    sheet.y + BODY.leading * 0.7,
    { ...BODY, weight: 'bold' },
    { align: 'right' },
  )
  sheet.y += BODY.leading
}

/** What else pays for the same event: the amounts are those of the same facts today. */
function amountOf({ amount, upTo }: LetterOtherClaim): string {
  return upTo === undefined ? grouped(amount) : words.range(grouped(amount), grouped(upTo))
}

function drawOthers(sheet: Sheet, others: readonly LetterOtherClaim[]): void {
  heading(sheet, words.headings.others, 50)
  paragraph(sheet, words.others, BODY)
  for (const other of others) {
    sheet.keep(BODY.leading)
    sheet.line(amountOf(other), sheet.y + BODY.leading * 0.7, BODY, { align: 'right' })
    paragraph(sheet, words.other(other), { ...BODY, x: PAGE.left + 12, width: LINE_WIDTH - 110 })
  }
}

/** Office, date and seal, never torn apart. */
function drawSignature(sheet: Sheet, letter: ClaimLetter, seal: Uint8Array | undefined): void {
  sheet.y += 4
  sheet.keep(SEAL)
  const top = sheet.y
  // Below the text: a seal that was scanned with its white paper must not hide the name.
  if (seal) sheet.draw((doc) => doc.image(Buffer.from(seal), PAGE.right - SEAL - 4, top, { width: SEAL }))
  const right = { x: PAGE.left + LINE_WIDTH / 2, width: LINE_WIDTH / 2, align: 'right' } as const
  sheet.line(letter.office.name, top + 56, { size: 12, weight: 'bold', color: INK.text }, right)
  sheet.line(longDate(letter.issuedOn), top + 78, BODY, right)
  sheet.y += SEAL
}

function drawFooter(sheet: Sheet, letter: ClaimLetter, pages: number): void {
  const small = { size: 8, color: INK.quiet }
  sheet.rule(PAGE.bottom + 11)
  sheet.line(words.footer(letter), PAGE.bottom + 24, small)
  sheet.line(letterWords.page(sheet.pages, pages), PAGE.bottom + 24, small, { align: 'right' })
}
