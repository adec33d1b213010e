import { randomFillSync } from 'node:crypto'

const bytes = new Uint8Array(16)
let lastTime = 0
let sequence = 0

/** Random bytes drawn many at a time: a call per id would cost most of the making of hundreds of thousands. */
const pool = new Uint8Array(8 * 1024)
let used = pool.length

function drawRandom(): void {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  bytes.set(pool.subarray(used, used + 8), 8)
  used += 8
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
  let time = lastTime
  for (let index = 5; index >= 0; index--) {
    bytes[index] = time % 256
    time = Math.floor(time / 256)
  }
  bytes[6] = 0x70 | (sequence >> 8)
  bytes[7] = sequence & 0xff
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id
}
