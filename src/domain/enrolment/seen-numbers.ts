const FIRST_SIZE = 1 << 12

/**
 * Remembers in which row each document number stood first. Numbers of 18 characters, nearly all there are, lie as two
 * integers (the check character follows from the 17 digits before it) in a table without objects: hundreds of thousands
 * of strings need not be kept. Equal check characters are assumed: only numbers that passed their check belong here.
 */
export function createSeenNumbers() {
  const others = new Map<string, number>()
  let size = FIRST_SIZE
  let count = 0
  let high = new Uint32Array(size)
  let low = new Uint32Array(size)
  let rows = new Uint32Array(size)

  /** The slot of these digits, or the free slot where they belong. Rows count from 1, so that 0 is free. */
  function slotOf(first8: number, last9: number): number {
    let slot = (Math.imul(first8, 0x9e3779b1) ^ Math.imul(last9, 0x85ebca6b)) >>> 0
    slot = (slot ^ (slot >>> 15)) & (size - 1)
    while (rows[slot] !== 0 && (high[slot] !== first8 || low[slot] !== last9)) slot = (slot + 1) & (size - 1)
    return slot
  }

  function grow(): void {
    const [oldHigh, oldLow, oldRows] = [high, low, rows]
    size *= 2
    high = new Uint32Array(size)
    low = new Uint32Array(size)
    rows = new Uint32Array(size)
    oldRows.forEach((row, slot) => {
      if (row !== 0) put(oldHigh[slot] ?? 0, oldLow[slot] ?? 0, row)
    })
  }

  function put(first8: number, last9: number, row: number): void {
    const slot = slotOf(first8, last9)
    high[slot] = first8
    low[slot] = last9
    rows[slot] = row
  }

  /** The row that had the number first; where none had, this `row` has it from now on. */
  function firstRowOf(number: string, row: number): number {
    if (number.length !== 18) return firstOfOthers(number, row)
    const first8 = digits(number, 0, 8)
    const last9 = digits(number, 8, 17)
    const found = rows[slotOf(first8, last9)] ?? 0
    if (found !== 0) return found
    if (count * 2 >= size) grow()
    put(first8, last9, row)
    count += 1
    return row
  }

  function firstOfOthers(number: string, row: number): number {
    const found = others.get(number)
    if (found === undefined) others.set(number, row)
    return found ?? row
  }

  return { firstRowOf }
}

function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i += 1) value = value * 10 + text.charCodeAt(i) - 48
  return value
}
