import { describe, expect, it } from 'vitest'
import { addDaysTo, addHours, addMinutes, instantOf } from '../shared/time.ts'
import { activationExpires, deviceIsKnown, sessionEnds, sessionWarns } from './session-life.ts'

const start = instantOf(Date.UTC(2026, 10, 22, 1, 0, 0))

describe('a session', () => {
  it('ends after 30 idle minutes, an officer’s after 15', () => {
    expect(sessionEnds('handler', start, addMinutes(start, 10))).toBe(addMinutes(start, 40))
    expect(sessionEnds('officer', start, addMinutes(start, 10))).toBe(addMinutes(start, 25))
    expect(sessionWarns(addMinutes(start, 25))).toBe(addMinutes(start, 23))
  })
  it('ends 12 hours after sign-in however busy', () => {
    expect(sessionEnds('officer', start, addMinutes(start, 719))).toBe(addHours(start, 12))
  })
})

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
