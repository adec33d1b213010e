import { expect, test } from 'vitest'
import { openBrowser } from './support/open-browser.ts'

test('the browser starts and draws Chinese characters, each with a shape of its own', async () => {
  const { visit, close } = await openBrowser()
  try {
    const context = await visit('http://localhost')
    const page = await context.newPage()
    const shapes = await page.evaluate(() =>
      ['互', '助', '会'].map((text) => {
        const canvas = new OffscreenCanvas(40, 40)
        const drawing = canvas.getContext('2d')
        drawing!.font = '32px sans-serif'
        drawing!.fillText(text, 2, 34)
        return drawing!.getImageData(0, 0, 40, 40).data.join()
      }),
    )
    expect(new Set(shapes).size).toBe(3)
  } finally {
    await close()
  }
})
