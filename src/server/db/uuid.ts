import { randomFillSync } from 'node:crypto'

const bytes = Buffer.alloc(16)
let lastTime = 0
let sequence = 0

/** Random bytes drawn many at a time: a call per id would cost most of the making of hundreds of thousands. */
const pool = Buffer.alloc(8 * 1024)
let used = pool.length

function drawRandom(): void {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  for (let index = 8; index < 16; index += 1) bytes[index] = pool[used++]!
}

/** The id as it is written, filled in place: cut out of longer strings, ids were most of an import's garbage. */
const text = Buffer.alloc(36, '-')
const DIGITS = Buffer.from('0123456789abcdef')
const DIGITS_AT = Buffer.from([0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34])

function written(): string {
  for (let index = 0; index < 16; index += 1) {
    const byte = bytes[index]!
    const at = DIGITS_AT[index]!
    text[at] = DIGITS[byte >> 4]!
    text[at + 1] = DIGITS[byte & 0x0f]!
  }
  return text.toString('latin1')
}

/**
 * UUIDv7 (RFC 9562): 48 bits of milliseconds, then a counter within the millisecond, then randomness; ids of one
 * process sort in the order made. The counter starts random below 2^11, so that ids stay hard to guess.
 */
export function newId<Id extends string>(now: number = Date.now()): Id {
  if (now > lastTime) {
    lastTime = now
    sequence = randomFillSync(new Uint16Array(1))[0]! & 0x07ff
  } else if (++sequence > 0x0fff) {
    lastTime += 1
    sequence = 0
  }
  drawRandom()
  bytes.writeUIntBE(lastTime, 0, 6)
  bytes[6] = 0x70 | (sequence >> 8)
  bytes[7] = sequence & 0xff
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  return written() as Id
}
