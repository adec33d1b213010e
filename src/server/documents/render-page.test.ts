import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
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
  const [first, second] = [await renderPage(twoPages, 1), await renderPage(twoPages, 2)]
  const { width, height } = await sharp(first.png).metadata()
  expect([first.pages, width, height]).toEqual([2, 1190, 1682])
  const colourOf = async (png: Buffer | undefined) =>
    (await sharp(png).extract({ left: 500, top: 800, width: 1, height: 1 }).removeAlpha().raw().toBuffer()).toJSON()
      .data
  expect(await colourOf(first.png)).toEqual([255, 0, 0])
  expect(await colourOf(second.png)).toEqual([0, 0, 255])
  expect(await renderPage(twoPages, 3)).toEqual({ pages: 2, png: undefined })
})

test('what is no PDF is a fault, not a picture', async () => {
  await expect(renderPage(async () => Buffer.from('no pdf'), 1)).rejects.toThrow()
})

test('a PDF is read when its turn has come', async () => {
  const { promise, resolve } = Promise.withResolvers<Buffer>()
  let read = 0
  const shown = Array.from({ length: 4 }, () => renderPage(() => ((read += 1), promise), 1))
  await setImmediate()
  expect(read).toBe(2)
  resolve(await twoPages())
  await Promise.all(shown)
  expect(read).toBe(4)
})
