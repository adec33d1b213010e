import { describe, expect, it } from 'vitest'
import { addMinutes, instantOf } from '../shared/time.ts'
import { ELSEWHERE_PER_HOUR, mayAskElsewhere } from './elsewhere-limit.ts'

const start = instantOf(Date.parse('2026-11-10T09:00:00+08:00'))
/** One answer every so many minutes. */
const answers = (count: number, minutes: number) =>
  Array.from({ length: count }, (_, at) => addMinutes(start, at * minutes))

describe('a unit that is told of cover elsewhere', () => {
  it('asks on up to the limit of an hour, then waits an hour from the last answer', () => {
    expect(mayAskElsewhere(answers(ELSEWHERE_PER_HOUR - 1, 1), addMinutes(start, 20)).ok).toBe(true)
    const often = answers(ELSEWHERE_PER_HOUR, 1)
    expect(mayAskElsewhere(often, addMinutes(start, 20))).toEqual({
      ok: false,
      refusal: { code: 'asked-elsewhere-often', minutes: 59 },
    })
    expect(mayAskElsewhere(often, addMinutes(start, 79)).ok).toBe(true)
  })
  it('is not held up by as many answers over a longer time', () => {
    expect(mayAskElsewhere(answers(ELSEWHERE_PER_HOUR, 4), addMinutes(start, 77)).ok).toBe(true)
  })
})
