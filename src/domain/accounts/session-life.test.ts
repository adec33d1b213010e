import { describe, expect, it } from 'vitest'
import { addDaysTo, addHours, addMinutes, instantOf } from '../shared/time.ts'
import { activationExpires, deviceIsKnown } from './session-life.ts'

const start = instantOf(Date.UTC(2026, 10, 22, 1, 0, 0))

describe('a device', () => {
  it('is known for 30 days', () => {
    expect(deviceIsKnown(undefined, start)).toBe(false)
    expect(deviceIsKnown(start, addMinutes(addDaysTo(start, 30), -1))).toBe(true)
    expect(deviceIsKnown(start, addDaysTo(start, 30))).toBe(false)
  })
})

describe('an activation code', () => {
  it('lives 72 hours', () => {
    expect(activationExpires(start)).toBe(addHours(start, 72))
  })
})
