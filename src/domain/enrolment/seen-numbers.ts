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
  /** Slots of four: the first 8 digits, the next 9, the row (0 where the slot is free), nothing. */
  let slots = new Uint32Array(4 * size)

  /** Where these digits lie, or the free slot where they belong. */
  function slotOf(first8: number, last9: number): number {
    const mixed = Math.imul(first8, 0x9e3779b1) ^ Math.imul(last9, 0x85ebca6b)
    let slot = 4 * ((mixed ^ (mixed >>> 15)) & (size - 1))
    while (slots[slot + 2] !== 0 && (slots[slot + 1] !== last9 || slots[slot] !== first8)) {
      slot = (slot + 4) & (4 * size - 1)
    }
    return slot
  }

  function grow(): void {
    const old = slots
    size *= 2
    slots = new Uint32Array(4 * size)
    for (let slot = 0; slot < old.length; slot += 4) {
      const row = old[slot + 2] as number
      if (row !== 0) put(old[slot] as number, old[slot + 1] as number, row)
    }
  }

  function put(first8: number, last9: number, row: number): void {
    const slot = slotOf(first8, last9)
    slots[slot] = first8
    slots[slot + 1] = last9
    slots[slot + 2] = row
  }

  /** The row that had the number first; where none had, this `row` has it from now on. */
  function firstRowOf(number: string, row: number): number {
    if (number.length !== 18) return firstOfOthers(number, row)
    const first8 = Number(number.slice(0, 8))
    const last9 = Number(number.slice(8, 17))
    const found = slots[slotOf(first8, last9) + 2] as number
    if (found !== 0) return found
    if (4 * count >= 3 * size) grow()
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
