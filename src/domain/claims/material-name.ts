import type { MaterialSlot } from './materials.ts'

/** Fewest characters that a file name and the name of a material must have in common to mean the same. */
const ENOUGH = 2

/** Length of the longest run of characters that two texts share. */
function longestShared(one: readonly string[], other: readonly string[]): number {
  let longest = 0
  let before: number[] = []
  for (const character of one) {
    const row = other.map((that, at) => (that === character ? (before[at - 1] ?? 0) + 1 : 0))
    longest = Math.max(longest, ...row)
    before = row
  }
  return longest
}

/**
 * The slot that the name of a file speaks of: `张三 出院记录2.jpg` belongs to 出院记录. Undefined where it speaks of none, or
 * of several alike (`身份证.jpg`): then people sort it.
 */
export function slotByFileName<S extends Pick<MaterialSlot, 'name'>>(
  fileName: string,
  slots: readonly S[],
): S | undefined {
  const typed = Array.from(fileName.replace(/\.[^.]*$/, '').replace(/[^\p{L}]/gu, ''))
  const scored = slots
    .map((slot) => ({ slot, score: longestShared(typed, Array.from(slot.name)) }))
    .toSorted((one, other) => other.score - one.score)
  const [best, next] = scored
  return best && best.score >= ENOUGH && best.score > (next?.score ?? 0) ? best.slot : undefined
}
