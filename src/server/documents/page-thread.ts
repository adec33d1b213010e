import { parentPort, workerData } from 'node:worker_threads'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import type { PageAnswer, PageTask } from './render-page.ts'

/** Entry of the thread that turns one page of a PDF into pixels. Pages count from 1. */
const { pdf, page, scale } = workerData as PageTask

function answer(message: PageAnswer, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer)
}

const library = await PDFiumLibrary.init()
const document = await library.loadDocument(pdf)
const pages = document.getPageCount()
if (page > pages) answer({ pages })
else {
  const { width, height, data } = await document.getPage(page - 1).render({ scale, render: 'bitmap' })
  const pixels = new Uint8Array(data)
  answer({ pages, width, height, pixels }, [pixels.buffer])
}
