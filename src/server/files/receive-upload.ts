import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { judgeSize, MAX_UPLOAD_BYTES } from '../../domain/files/upload-rules.ts'
import { accepted, refused } from '../refusal.ts'

/** A file as it comes in: its name without any path, and its bytes. */
export type IncomingFile = { readonly name: string; readonly stream: Readable }
export type ReceivedFile = { readonly name: string; readonly bytes: Buffer }

const NAME_LENGTH = 120

/** Names are shown and given back, never used as paths: no folders, no control characters, at most 120 characters. */
function plainName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  return (
    Array.from(last.replace(/\p{Cc}|\p{Cf}/gu, ''))
      .slice(-NAME_LENGTH)
      .join('') || 'file'
  )
}

/** The one file of an upload as a stream, for large files; the reader counts its bytes against the limit. */
export async function incomingFile(request: FastifyRequest, limit: number): Promise<IncomingFile> {
  if (!request.isMultipart()) return refused({ code: 'upload-missing' })
  const part = await request.file({ limits: { fileSize: limit + 1 } })
  return part ? { name: plainName(part.filename), stream: part.file } : refused({ code: 'upload-missing' })
}

/** The one file of an upload in memory, for images and papers of at most 10 MB. */
export async function receiveUpload(request: FastifyRequest, limit: number = MAX_UPLOAD_BYTES): Promise<ReceivedFile> {
  const { name, stream } = await incomingFile(request, limit)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    chunks.push(chunk)
  }
  accepted(judgeSize(size, limit))
  return { name, bytes: Buffer.concat(chunks) }
}
