import { describe, expect, it } from 'vitest'
import { beginExport, mayDecideExport, MOST_A_DAY, type ExportWish } from './export-rules.ts'

const wish: ExportWish = { rows: 1_000, reason: '', unmasked: false, today: 0, unfinished: 0 }
const codeOf = (changed: Partial<ExportWish>) => {
  const judged = beginExport({ ...wish, ...changed })
  return judged.ok ? judged.value.state : judged.refusal.code
}

describe('beginning an export', () => {
  it('begins at once up to 1,000 rows, and asks for a reason beyond', () => {
    expect(codeOf({})).toBe('queued')
    expect(codeOf({ rows: 1_001 })).toBe('export-needs-reason')
    expect(codeOf({ rows: 1_001, reason: '  ' })).toBe('export-needs-reason')
    expect(codeOf({ rows: 1_001, reason: '年度核对' })).toBe('queued')
  })

  it('waits for a second person where numbers leave in full, and always asks for a reason', () => {
    expect(codeOf({ unmasked: true })).toBe('unmasked-needs-reason')
    expect(codeOf({ unmasked: true, reason: '审计抽查' })).toBe('asked')
  })

  it('has nothing to write where nothing was found', () => {
    expect(codeOf({ rows: 0 })).toBe('export-empty')
  })

  it('marks the tenth of a day and refuses the thirty-first', () => {
    const begun = (today: number) => beginExport({ ...wish, today })
    expect(begun(8)).toMatchObject({ value: { alert: false } })
    expect(begun(9)).toMatchObject({ value: { alert: true } })
    expect(codeOf({ today: MOST_A_DAY })).toBe('too-many-exports-today')
  })

  it('lets three wait at the same time', () => {
    expect(codeOf({ unfinished: 2 })).toBe('queued')
    expect(codeOf({ unfinished: 3 })).toBe('exports-still-running')
  })
})

describe('the second person of an export', () => {
  const asker = { accountId: 'a', person: 'p', organisationId: 'unit' }
  const administrator = { accountId: 'b', person: 'q', organisationId: 'office', administers: true, leadsUnit: false }
  const lead = { accountId: 'c', person: 'r', organisationId: 'unit', administers: false, leadsUnit: true }

  it('administers, or leads the same unit', () => {
    expect(mayDecideExport(asker, administrator)).toBe(true)
    expect(mayDecideExport(asker, lead)).toBe(true)
    expect(mayDecideExport(asker, { ...lead, organisationId: 'other' })).toBe(false)
    expect(mayDecideExport(asker, { ...lead, leadsUnit: false })).toBe(false)
  })

  it('is another human being, not another account', () => {
    expect(mayDecideExport(asker, { ...administrator, accountId: 'a' })).toBe(false)
    expect(mayDecideExport(asker, { ...administrator, person: 'p' })).toBe(false)
    expect(mayDecideExport({ ...asker, person: null }, { ...administrator, person: null })).toBe(true)
  })
})
