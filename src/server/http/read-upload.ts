import type { FastifyRequest } from 'fastify'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { judgeSize } from '../../domain/files/upload-rules.ts'
import { accepted } from '../refusal.ts'
import { InvalidInputError } from './request-input.ts'

export type Upload = { readonly fileName: string; readonly stream: Readable }

const NAME_LENGTH = 200

/** The one file of a multipart request. It streams; the size limit is the reader's to hold. */
export async function uploadIn(request: FastifyRequest, limit: number): Promise<Upload> {
  const part = request.isMultipart()
    ? await request.file({ limits: { fileSize: limit + 1 }, throwFileSizeLimit: false })
    : undefined
  if (!part) throw new InvalidInputError([{ path: 'file', message: 'one file in a multipart form is expected' }])
  const fileName = basename(part.filename.replaceAll('\\', '/'))
    .replace(/\p{Cc}/gu, '')
    .slice(-NAME_LENGTH)
  return { fileName: fileName || 'file', stream: part.file }
}

/** All bytes of an upload of at most `limit`, for files that have to be looked at whole. */
export async function bytesOf({ stream }: Upload, limit: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of stream as AsyncIterable<Buffer>) {
    size += piece.length
    accepted(judgeSize(size, limit))
    pieces.push(piece)
  }
  return Buffer.concat(pieces, size)
}
