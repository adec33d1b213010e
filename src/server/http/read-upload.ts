import { createHash, type Hash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { basename } from 'node:path'
import { judgeSize } from '../../domain/files/upload-rules.ts'
import { accepted } from '../refusal.ts'
import { InvalidInputError } from './request-input.ts'

export type Upload = { readonly fileName: string; readonly stream: AsyncIterable<Uint8Array> }

const NAME_LENGTH = 200

const received = new WeakMap<FastifyRequest, { readonly fileName: string; readonly hash: Hash }>()

/** Name and sha256 of what has been read of a request’s file: whether a repeated upload is the same one. */
export function receivedOf(request: FastifyRequest): readonly string[] {
  const upload = received.get(request)
  return upload ? [upload.fileName, upload.hash.copy().digest('hex')] : []
}

/** The one file of a multipart request. It streams; the size limit is the reader's to hold. */
export async function uploadIn(request: FastifyRequest, limit: number): Promise<Upload> {
  const part = request.isMultipart()
    ? await request.file({ limits: { fileSize: limit + 1 }, throwFileSizeLimit: false })
    : undefined
  if (!part) throw new InvalidInputError([{ path: 'file', message: 'one file in a multipart form is expected' }])
  const fileName = basename(part.filename.replaceAll('\\', '/'))
    .replace(/\p{Cc}/gu, '')
    .slice(-NAME_LENGTH)
  const upload = { fileName: fileName || 'file', hash: createHash('sha256') }
  received.set(request, upload)
  return { fileName: upload.fileName, stream: hashed(part.file, upload.hash) }
}

async function* hashed(bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    hash.update(piece)
    yield piece
  }
}

/** All bytes of an upload of at most `limit`, for files that have to be looked at whole. */
export async function bytesOf({ stream }: Upload, limit: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of stream) {
    size += piece.length
    accepted(judgeSize(size, limit))
    pieces.push(piece)
  }
  return Buffer.concat(pieces, size)
}
