import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { FileRow } from './file-store.ts'
import { readFile, type FileVault } from './file-vault.ts'

type Download = { readonly name: string; readonly mediaType: string; readonly size?: number }

/**
 * Headers of every file that leaves: an attachment under its name, no sniffing, and a policy under which even a
 * malicious document can do nothing.
 */
export function sendStream(reply: FastifyReply, { name, mediaType, size }: Download, bytes: Readable): FastifyReply {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  return reply
    .headers({
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
      ...(size === undefined ? {} : { 'content-length': size }),
    })
    .send(bytes)
}

/** Streams a stored file, decrypting it on the way, outside any transaction. */
export function sendFile(reply: FastifyReply, vault: FileVault, file: FileRow): FastifyReply {
  return sendStream(reply, file, Readable.from(readFile(vault, file.storageKey)))
}
