import type { BankCharset } from '../../../domain/payouts/bank-format.ts'

const GB18030 = new TextDecoder('gb18030', { fatal: true })
const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const UTF_8_OUT = new TextEncoder()
const REPLACEMENT = '\ufffd'

/** All characters of two bytes; the platform only decodes GB18030, so the way back is read off its decoder once. */
function twoByteTable(): Map<string, Uint8Array> {
  const table = new Map<string, Uint8Array>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue
      const bytes = Uint8Array.of(lead, trail)
      const character = decoded(bytes)
      if (character !== undefined && !table.has(character)) table.set(character, bytes)
    }
  return table
}

/** Characters of four bytes in the BMP; those beyond it are counted instead. */
function fourByteTable(): Map<string, Uint8Array> {
  const table = new Map<string, Uint8Array>()
  for (let at = 0; at < 39_420; at += 1) {
    const bytes = fourBytes(0x81, at)
    const character = decoded(bytes)
    if (character !== undefined) table.set(character, bytes)
  }
  return table
}

function fourBytes(lead: number, at: number): Uint8Array {
  return Uint8Array.of(
    lead + Math.floor(at / 12_600),
    0x30 + (Math.floor(at / 1_260) % 10),
    0x81 + (Math.floor(at / 10) % 126),
    0x30 + (at % 10),
  )
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    const text = GB18030.decode(bytes)
    return Array.from(text).length === 1 && text !== REPLACEMENT ? text : undefined
  } catch {
    return undefined
  }
}

let twoBytes: Map<string, Uint8Array> | undefined
let fourBytesInBmp: Map<string, Uint8Array> | undefined

/** The bytes of one character in a bank's charset, or undefined where it has none. */
export function encodeCharacter(charset: BankCharset, character: string): Uint8Array | undefined {
  const point = character.codePointAt(0) ?? 0
  if (point < 0x80) return Uint8Array.of(point)
  if (point >= 0xd800 && point <= 0xdfff) return undefined
  if (charset === 'utf-8') return UTF_8_OUT.encode(character)
  const short = (twoBytes ??= twoByteTable()).get(character)
  if (short || charset === 'gbk') return short
  return point > 0xffff ? fourBytes(0x90, point - 0x10000) : (fourBytesInBmp ??= fourByteTable()).get(character)
}

/** The text of bytes that a bank sent, or undefined where they are not of its charset. */
export function decodeBytes(charset: BankCharset, bytes: Uint8Array): string | undefined {
  try {
    return (charset === 'utf-8' ? UTF_8 : GB18030).decode(bytes)
  } catch {
    return undefined
  }
}
