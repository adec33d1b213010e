import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import { fewAtOnce } from './few-at-once.ts'

export type PageTask = { readonly pdf: Uint8Array; readonly page: number; readonly scale: number }
export type PageAnswer =
  | { readonly pages: number; readonly width: number; readonly height: number; readonly pixels: Uint8Array }
  | { readonly pages: number; readonly pixels?: undefined }

/** A page of a PDF as a picture for the screen; undefined where the PDF has fewer pages. */
export type RenderedPage = { readonly pages: number; readonly png: Buffer | undefined }

/** Pixels per point: an A4 page becomes 1,190 wide, sharp on screens where it is shown at half of that. */
const SCALE = 2
const LIMIT = 20_000
/** Letters have few colours; with a palette a page takes a third. */
const COLOURS = 64
const twoAtOnce = fewAtOnce(2)

/**
 * Draws one page (from 1) of a PDF of our own in a thread of its own, so that the letter shows where no viewer is. It
 * is read when its turn has come: letters of large units are held in memory by two at most.
 */
export async function renderPage(read: () => Promise<Uint8Array>, page: number): Promise<RenderedPage> {
  const drawn = await twoAtOnce(async () => inThread({ pdf: await read(), page, scale: SCALE }))
  if (drawn.pixels === undefined) return { pages: drawn.pages, png: undefined }
  const { width, height } = drawn
  const picture = sharp(drawn.pixels, { raw: { width, height, channels: 4 } }).removeAlpha()
  return { pages: drawn.pages, png: await picture.png({ palette: true, colours: COLOURS, effort: 1 }).toBuffer() }
}

async function inThread(task: PageTask): Promise<PageAnswer> {
  const worker = new Worker(new URL('page-thread.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 },
  })
  const timer = setTimeout(() => void worker.terminate(), LIMIT)
  try {
    return await new Promise<PageAnswer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('the page took too long and was stopped')))
    })
  } finally {
    clearTimeout(timer)
    void worker.terminate()
  }
}
