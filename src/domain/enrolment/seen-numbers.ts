const FIRST_SIZE = 1 << 12

/**
 * Remembers in which row each document number stood first. Numbers of 18 characters, nearly all there are, are kept as
 * two integers (the check character follows from the 17 digits before it), one entry behind the other; a table of places
 * leads to them. Hundreds of thousands of strings need not be kept, and the table, into which every row reaches at
 * random, stays small enough for the processor's cache. Equal check characters are assumed: only numbers that passed
 * their check belong here.
 */
export function createSeenNumbers() {
  const others = new Map<string, number>()
  let size = FIRST_SIZE
  let count = 0
  /** The number of an entry, counted from 1; 0 where the place is free. At most half of them are taken. */
  let table = new Int32Array(size)
  /** Three to an entry: the first 8 digits, the next 9, the row. */
  let entries = new Int32Array((3 * size) / 2)

  /** Where these digits are listed, or the free place where they belong. */
  function placeOf(first8: number, last9: number): number {
    const mixed = Math.imul(first8, 0x9e3779b1) ^ Math.imul(last9, 0x85ebca6b)
    let place = (mixed ^ (mixed >>> 15)) & (size - 1)
    for (;;) {
      const entry = 3 * ((table[place] as number) - 1)
      if (entry < 0 || (entries[entry + 1] === last9 && entries[entry] === first8)) return place
      place = (place + 1) & (size - 1)
    }
  }

  function grow(): void {
    size *= 2
    table = new Int32Array(size)
    const more = new Int32Array((3 * size) / 2)
    more.set(entries)
    entries = more
    for (let entry = 0; entry < count; entry += 1) {
      table[placeOf(entries[3 * entry] as number, entries[3 * entry + 1] as number)] = entry + 1
    }
  }

  /** The row that had the number first; where none had, this `row` has it from now on. */
  function firstRowOf(number: string, row: number): number {
    if (number.length !== 18) return firstOfOthers(number, row)
    return firstRowOfDigits(Number(number.slice(0, 8)), Number(number.slice(8, 17)), row)
  }

  /** The same for a number of 18 characters, told by its first 8 digits and the 9 behind them. */
  function firstRowOfDigits(first8: number, last9: number, row: number): number {
    const place = placeOf(first8, last9)
    const found = table[place] as number
    if (found > 0) return entries[3 * found - 1] as number
    entries[3 * count] = first8
    entries[3 * count + 1] = last9
    entries[3 * count + 2] = row
    count += 1
    table[place] = count
    if (2 * count === size) grow()
    return row
  }

  function firstOfOthers(number: string, row: number): number {
    const found = others.get(number)
    if (found === undefined) others.set(number, row)
    return found ?? row
  }

  return { firstRowOf, firstRowOfDigits }
}

export type SeenNumbers = ReturnType<typeof createSeenNumbers>
