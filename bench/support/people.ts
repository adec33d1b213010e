import { checkCharacter } from '../../src/domain/shared/id-number.ts'

/** A small seeded generator: the same seed always gives the same numbers below 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type MadePerson = { readonly name: string; readonly idNumber: string; readonly phone: string }

/** Address codes of no county, and phones of a range that is not given out. */
const AREAS = ['379937', '239969', '429949', '119933', '349978', '449953']
const SURNAMES = Array.from('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张')
const GIVEN = Array.from('明华丽静伟强磊军洋勇艳杰娟涛超霞平刚桂兰敏燕梅芳秀英建辉')

/** People who never were: each number once, of an age between 18 and 59 in 2026. */
export function* people(count: number, seed = 7): Generator<MadePerson, void> {
  const random = seeded(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const pick = (list: readonly string[]) => list[below(list.length)] ?? ''
  const two = (value: number) => String(value).padStart(2, '0')
  const used = new Set<string>()
  while (used.size < count) {
    const day = `${1968 + below(40)}${two(1 + below(12))}${two(1 + below(28))}`
    const first17 = `${pick(AREAS)}${day}${String(below(1000)).padStart(3, '0')}`
    if (used.has(first17)) continue
    used.add(first17)
    const name = pick(SURNAMES) + pick(GIVEN) + (random() < 0.6 ? pick(GIVEN) : '')
    const phone = `199${String(below(100_000_000)).padStart(8, '0')}`
    yield { name, idNumber: first17 + checkCharacter(first17), phone }
  }
}
