import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cents, type Cents } from '../shared/cents.ts'
import { isBalanced, likelyMistakes, runningDifference, type TypedAmounts } from './balance-hints.ts'

const yuan = (amount: number) => cents(Math.round(amount * 100))
const sheet: { readonly [K in keyof TypedAmounts]: Cents } = {
  total: yuan(18_640),
  pooledFund: yuan(11_980),
  otherFund: yuan(0),
  selfPaid1: yuan(3_720.55),
  selfPaid2: yuan(799.45),
  fullySelfPaid: yuan(2_140),
}

describe('the running difference of a sheet', () => {
  it('is what is still missing to the total', () => {
    expect(runningDifference({ total: yuan(18_640), pooledFund: yuan(11_980) })).toBe(666_000)
    expect(runningDifference({ ...sheet, selfPaid2: yuan(799.42) })).toBe(3)
    expect(runningDifference({ ...sheet, otherFund: yuan(10) })).toBe(-1000)
    expect(runningDifference(sheet)).toBe(0)
  })
  it('is not said before a total was entered', () => {
    expect(runningDifference({ pooledFund: yuan(11_980) })).toBeUndefined()
    expect(isBalanced({ pooledFund: yuan(11_980) })).toBe(true)
  })
  it('may be one fen', () => {
    expect(isBalanced({ ...sheet, otherFund: cents(1) })).toBe(true)
    expect(isBalanced({ ...sheet, otherFund: cents(2) })).toBe(false)
  })
})

describe('the likely wrong field', () => {
  it('has two digits swapped', () => {
    expect(likelyMistakes({ ...sheet, selfPaid1: yuan(3_270.55) })).toEqual([
      { field: 'selfPaid1', slip: 'digits-swapped', instead: 372_055 },
    ])
    expect(likelyMistakes({ ...sheet, total: yuan(16_840) })).toContainEqual({
      field: 'total',
      slip: 'digits-swapped',
      instead: 1_864_000,
    })
  })
  it('has digits swapped across the point', () => {
    expect(likelyMistakes({ total: cents(1_125), pooledFund: cents(1_020), selfPaid1: cents(15) })).toEqual([
      { field: 'selfPaid1', slip: 'digits-swapped', instead: 105 },
    ])
  })
  it('holds an amount that stands in another field too', () => {
    expect(likelyMistakes({ ...sheet, otherFund: yuan(2_140) })).toEqual([
      { field: 'otherFund', slip: 'entered-twice', instead: 0 },
      { field: 'fullySelfPaid', slip: 'entered-twice', instead: 0 },
    ])
  })
  it('has its decimal point elsewhere', () => {
    expect(likelyMistakes({ ...sheet, selfPaid2: yuan(79_945) })).toEqual([
      { field: 'selfPaid2', slip: 'decimal-shifted', instead: 79_945 },
    ])
    expect(likelyMistakes({ ...sheet, fullySelfPaid: yuan(214) })).toEqual([
      { field: 'fullySelfPaid', slip: 'decimal-shifted', instead: 214_000 },
    ])
  })
  it('is not guessed where no usual slip explains the difference, nor where the sheet balances', () => {
    expect(likelyMistakes({ ...sheet, selfPaid2: yuan(799.38) })).toEqual([])
    expect(likelyMistakes(sheet)).toEqual([])
    expect(likelyMistakes({ pooledFund: yuan(1) })).toEqual([])
  })
  it('balances the sheet with the amount that is proposed', () => {
    const amount = fc.integer({ min: 0, max: 10_000_000 }).map(cents)
    const typed = fc.record({ total: amount, pooledFund: amount, selfPaid1: amount, fullySelfPaid: amount })
    fc.assert(
      fc.property(typed, (amounts) => {
        for (const { field, instead } of likelyMistakes(amounts))
          expect(runningDifference({ ...amounts, [field]: instead })).toBe(0)
      }),
    )
  })
  it('is found among sheets that balance for every swap of neighbours', () => {
    const amount = fc.integer({ min: 1_000, max: 10_000_000 })
    fc.assert(
      fc.property(amount, amount, fc.nat(6), (fund, own, at) => {
        const right = String(own)
        fc.pre(at + 1 < right.length && right[at] !== right[at + 1])
        const swapped = Number(right.slice(0, at) + right[at + 1] + right[at] + right.slice(at + 2))
        fc.pre(String(swapped).length === right.length)
        const found = likelyMistakes({ total: cents(fund + own), pooledFund: cents(fund), selfPaid1: cents(swapped) })
        expect(found).toContainEqual({ field: 'selfPaid1', slip: 'digits-swapped', instead: own })
      }),
    )
  })
})
