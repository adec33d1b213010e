import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { renderPage } from './render-page.ts'

async function twoPages(): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', autoFirstPage: false })
  const out = doc.pipe(new PassThrough())
  for (const colour of ['#ff0000', '#0000ff']) doc.addPage().rect(0, 0, 595, 842).fill(colour)
  doc.end()
  return buffer(out)
}

test('a page of a PDF becomes a picture of it, and pages that are not there become none', async () => {
  const pdf = await twoPages()
  const [first, second] = [await renderPage(pdf, 1), await renderPage(pdf, 2)]
  const { width, height } = await sharp(first.png).metadata()
  expect([first.pages, width, height]).toEqual([2, 1190, 1682])
  const colourOf = async (png: Buffer | undefined) =>
    (await sharp(png).extract({ left: 500, top: 800, width: 1, height: 1 }).removeAlpha().raw().toBuffer()).toJSON()
      .data
  expect(await colourOf(first.png)).toEqual([255, 0, 0])
  expect(await colourOf(second.png)).toEqual([0, 0, 255])
  expect(await renderPage(pdf, 3)).toEqual({ pages: 2, png: undefined })
})

test('what is no PDF is a fault, not a picture', async () => {
  await expect(renderPage(Buffer.from('no pdf'), 1)).rejects.toThrow()
})
