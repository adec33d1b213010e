import PDFDocument from 'pdfkit'
import { periodsOf, type LetterPerson, type LetterSnapshot } from '../../domain/certificates/letter-snapshot.ts'
import { beginningOfDay } from '../../domain/shared/time.ts'
import { letterWords, longDate } from './letter-words.ts'
import { BODY, heading, NOTE, numberedList, paragraph } from './paragraphs.ts'
import { drawQr } from './qr.ts'
import { drawPages, INK, LINE_WIDTH, PAGE, type Doc, type Sheet } from './sheet.ts'
import { drawPairs, drawTable, type Column } from './table.ts'
import { createTypesetter } from './typesetter.ts'

/** 42 mm, the size of an association's round seal. */
const SEAL = 119
const QR = 84
const SIGNATURE_HEIGHT = 122

/** Draws the letter into `doc` and gives its number of pages. The same snapshot and seal give the same bytes. */
export function drawLetter(doc: Doc, letter: LetterSnapshot, seal: Uint8Array | undefined): number {
  const layout = (sheet: Sheet) => {
    drawFront(sheet, letter)
    drawSignature(sheet, letter, seal)
    drawAnnex(sheet, letter)
  }
  return drawPages(doc, createTypesetter(doc), layout, (sheet, pages) => drawFooter(sheet, letter, pages))
}

/** An empty document that says nothing about machine or time; its dates are those of the letter. */
export function newLetterDocument(letter: LetterSnapshot): Doc {
  const issued = new Date(beginningOfDay(letter.issuedOn))
  return new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: `${letterWords.title} ${letter.number}`,
      Author: letter.association,
      Producer: 'huzhu',
      Creator: 'huzhu',
      CreationDate: issued,
      ModDate: issued,
    },
  })
}

function drawFront(sheet: Sheet, letter: LetterSnapshot): void {
  drawTitle(sheet, letter)
  const { unit, plan, people } = letter
  const words = letterWords
  sheet.y += 5
  paragraph(sheet, words.addressee(unit.name), { ...BODY, weight: 'bold' })
  paragraph(sheet, words.opening(plan.name, people.length), { ...BODY, indent: BODY.size * 2 })
  heading(sheet, words.headings.cover, 60)
  const pairs = [
    [words.labels.creditCode, unit.creditCode],
    [words.labels.address, unit.address],
    [words.labels.plan, words.plan(plan.name, plan.version)],
    [words.labels.heads, words.heads(people.length, letter.shares)],
    [words.labels.contributions, words.contributions(letter.contributions)],
  ] as const
  drawPairs(sheet, pairs, 110)
  heading(sheet, words.headings.periods, 60)
  drawTable(sheet, PERIOD_COLUMNS, periodsOf(people), { rowHeight: 20, size: 9.5 })
  heading(sheet, words.headings.benefits, 40)
  numberedList(sheet, letter.benefits, BODY)
  heading(sheet, words.headings.notes, 30)
  numberedList(sheet, words.notes(letter.version, letter.office.telephone), NOTE)
}

function drawTitle(sheet: Sheet, letter: LetterSnapshot): void {
  sheet.line(letter.association, sheet.y + 12, { size: 11, color: INK.quiet, spacing: 2 }, { align: 'center' })
  const title = { size: 25, weight: 'bold', color: INK.text, spacing: 5 } as const
  sheet.line(letterWords.title, sheet.y + 50, title, { align: 'center' })
  sheet.rule(sheet.y + 66, 1.4, INK.accent)
  sheet.rule(sheet.y + 69, 0.5, INK.accent)
  const small = { size: 9, color: INK.quiet }
  sheet.line(letterWords.number(letter.number), sheet.y + 84, small)
  sheet.line(letterWords.issued(letter.version, letter.issuedOn), sheet.y + 84, small, { align: 'right' })
  sheet.y += 92
}

const PERIOD_COLUMNS: Column<ReturnType<typeof periodsOf>[number]>[] = [
  { head: letterWords.period.from, part: 40, text: ({ from }) => letterWords.periodFrom(from) },
  { head: letterWords.period.to, part: 40, text: ({ to }) => letterWords.periodTo(to) },
  { head: letterWords.period.heads, part: 20, align: 'right', text: ({ heads }) => letterWords.periodHeads(heads) },
]

/** Office, date and seal on the right, the code that leads to the verification page on the left; never torn apart. */
function drawSignature(sheet: Sheet, letter: LetterSnapshot, seal: Uint8Array | undefined): void {
  sheet.y += 8
  sheet.keep(SIGNATURE_HEIGHT)
  const top = sheet.y
  const { office, verificationUrl } = letter
  // Below the text: a seal that was scanned with its white paper must not hide the name.
  if (seal) sheet.draw((doc) => doc.image(Buffer.from(seal), PAGE.right - SEAL - 4, top, { width: SEAL }))
  sheet.draw((doc) => drawQr(doc, verificationUrl, PAGE.left - 8, top + 16, QR))
  const left = { x: PAGE.left + QR - 2, width: LINE_WIDTH / 2 - QR + 10 }
  const beside = [letterWords.verify, verificationUrl, ...letterWords.office(office.address, office.telephone)]
  for (const [at, text] of beside.entries()) sheet.line(text, top + 38 + at * 14, NOTE, left)
  const right = { x: PAGE.left + LINE_WIDTH / 2 + 12, width: LINE_WIDTH / 2 - 12, align: 'right' } as const
  sheet.line(office.name, top + 56, { size: 12, weight: 'bold', color: INK.text }, right)
  sheet.line(longDate(letter.issuedOn), top + 78, BODY, right)
  sheet.y += SIGNATURE_HEIGHT
}

const ANNEX_COLUMNS: Column<LetterPerson>[] = [
  { head: letterWords.columns.number, part: 9, align: 'right', text: (_, index) => String(index + 1) },
  { head: letterWords.columns.name, part: 27, text: ({ name }) => name },
  { head: letterWords.columns.document, part: 27, text: ({ documentNumber }) => documentNumber },
  { head: letterWords.columns.workClass, part: 12, text: ({ workClass }) => workClass },
  { head: letterWords.columns.period, part: 25, text: ({ from, to }) => letterWords.annexPeriod(from, to) },
]

function drawAnnex(sheet: Sheet, letter: LetterSnapshot): void {
  sheet.newPage()
  sheet.line(
    letterWords.annex,
    sheet.y + 16,
    { size: 15, weight: 'bold', color: INK.text, spacing: 1 },
    { align: 'center' },
  )
  sheet.line(letter.unit.name, sheet.y + 38, { size: 9, color: INK.quiet }, { width: LINE_WIDTH / 2 })
  const right = { x: PAGE.left + LINE_WIDTH / 2, width: LINE_WIDTH / 2, align: 'right' } as const
  sheet.line(
    letterWords.plan(letter.plan.name, letter.plan.version),
    sheet.y + 38,
    { size: 9, color: INK.quiet },
    right,
  )
  sheet.y += 46
  drawTable(sheet, ANNEX_COLUMNS, letter.people, { rowHeight: 15.5, size: 8.5 })
  sheet.keep(20)
  sheet.line(letterWords.annexEnd(letter.people.length), sheet.y + 15, NOTE)
}

function drawFooter(sheet: Sheet, letter: LetterSnapshot, pages: number): void {
  const small = { size: 8, color: INK.quiet }
  sheet.rule(PAGE.bottom + 11)
  sheet.line(letterWords.footer(letter.number, letter.version), PAGE.bottom + 24, small)
  sheet.line(letterWords.page(sheet.pages, pages), PAGE.bottom + 24, small, { align: 'right' })
}
