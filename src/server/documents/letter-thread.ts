import { parentPort, workerData } from 'node:worker_threads'
import PDFDocument from 'pdfkit'
import { drawClaimLetter, newClaimLetterDocument } from './claim-letter.ts'
import { findMissing } from './find-missing.ts'
import { drawLetter, newLetterDocument } from './letter.ts'
import type { LetterTask, LetterAnswer } from './render-letter.ts'

/** Entry of the thread that draws letters: an annex of 200,000 persons must not hold up anyone's page. */
const task = workerData as LetterTask

function answer(message: LetterAnswer, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer)
}

if (task.kind === 'check')
  answer({ kind: 'missing', missing: findMissing(new PDFDocument({ autoFirstPage: false }), task.letter) })
else {
  const doc = task.kind === 'draw' ? newLetterDocument(task.letter) : newClaimLetterDocument(task.letter)
  doc.on('data', (piece: Uint8Array) => {
    const chunk = new Uint8Array(piece)
    answer({ kind: 'chunk', chunk }, [chunk.buffer])
  })
  const pages =
    task.kind === 'draw' ? drawLetter(doc, task.letter, task.seal) : drawClaimLetter(doc, task.letter, task.seal)
  doc.on('end', () => answer({ kind: 'done', pages }))
  doc.end()
}
