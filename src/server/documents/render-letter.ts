import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import type { LetterSnapshot } from '../../domain/certificates/letter-snapshot.ts'
import type { ClaimLetter } from '../../domain/claims/claim-letter.ts'
import { fewAtOnce } from './few-at-once.ts'
import type { MissingCharacter } from './find-missing.ts'

/** A finished letter as it came from the thread, ready to be put into the file store piece by piece. */
export type RenderedLetter = { readonly pages: number; readonly size: number; readonly chunks: readonly Uint8Array[] }

export type LetterTask =
  | { readonly kind: 'check'; readonly letter: LetterSnapshot }
  | { readonly kind: 'draw'; readonly letter: LetterSnapshot; readonly seal: Uint8Array | undefined }
  | { readonly kind: 'draw-claim'; readonly letter: ClaimLetter; readonly seal: Uint8Array | undefined }

export type LetterAnswer =
  | { readonly kind: 'chunk'; readonly chunk: Uint8Array }
  | { readonly kind: 'done'; readonly pages: number }
  | { readonly kind: 'missing'; readonly missing: readonly MissingCharacter[] }

const SEAL_PIXELS = 800
const LIMIT = 180_000
const oneAtOnce = fewAtOnce(1)

/**
 * Draws a letter in a thread of its own. Ask `findUnprintable` first: what it names is printed as a code point, e.g.
 * `[U+2B7F9]`. The seal is an image of the office's round seal; without one the letter has none.
 */
export async function renderLetter(letter: LetterSnapshot, seal?: Uint8Array): Promise<RenderedLetter> {
  return drawn({ kind: 'draw', letter, seal: seal && (await plainPng(seal)) })
}

/** Draws a letter about the end of a case, likewise. */
export async function renderClaimLetter(letter: ClaimLetter, seal?: Uint8Array): Promise<RenderedLetter> {
  return drawn({ kind: 'draw-claim', letter, seal: seal && (await plainPng(seal)) })
}

async function drawn(task: LetterTask): Promise<RenderedLetter> {
  const chunks: Uint8Array[] = []
  let pages = 0
  await oneAtOnce(() =>
    inThread(task, (message) => {
      if (message.kind === 'chunk') chunks.push(message.chunk)
      if (message.kind === 'done') pages = message.pages
    }),
  )
  return { pages, chunks, size: chunks.reduce((sum, chunk) => sum + chunk.length, 0) }
}

/** Characters of a letter that no font has, each with the person and its code point; empty for nearly every letter. */
export async function findUnprintable(letter: LetterSnapshot): Promise<readonly MissingCharacter[]> {
  let missing: readonly MissingCharacter[] = []
  await oneAtOnce(() =>
    inThread({ kind: 'check', letter }, (message) => {
      if (message.kind === 'missing') missing = message.missing
    }),
  )
  return missing
}

/** pdfkit draws palette images with transparency wrongly, so every seal is given to it as plain RGBA. */
async function plainPng(seal: Uint8Array): Promise<Uint8Array> {
  const fitted = sharp(seal).resize(SEAL_PIXELS, SEAL_PIXELS, { fit: 'inside', withoutEnlargement: true })
  return fitted.toColourspace('srgb').ensureAlpha().png({ palette: false }).toBuffer()
}

async function inThread(task: LetterTask, take: (message: LetterAnswer) => void): Promise<void> {
  const worker = new Worker(new URL('letter-thread.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 8 },
  })
  const timer = setTimeout(() => void worker.terminate(), LIMIT)
  try {
    await new Promise<void>((resolve, reject) => {
      let answered = false
      worker.on('message', (message: LetterAnswer) => {
        answered = message.kind !== 'chunk'
        take(message)
      })
      worker.once('error', reject)
      worker.once('exit', () => (answered ? resolve() : reject(new Error('the letter took too long and was stopped'))))
    })
  } finally {
    clearTimeout(timer)
  }
}
