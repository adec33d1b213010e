import { expect, it } from 'vitest'
import { newClaimEntry, type SheetEntry } from './claim-entry.ts'
import { entryChanges } from './entry-changes.ts'

const entry = newClaimEntry('2026-12-01')
const sheet = { hospital: '县医院', total: '100.00', remote: false } as SheetEntry

it('names every field that was entered otherwise', () => {
  const after = { ...entry, payee: { ...entry.payee, card: '6222' }, incident: { ...entry.incident, inSitu: true } }
  expect(entryChanges(entry, after)).toEqual([
    { path: 'payee.card', before: '', after: '6222' },
    { path: 'incident.inSitu', before: 'false', after: 'true' },
  ])
})

it('tells a sheet that came or went by its fields, and nothing where nothing changed', () => {
  expect(entryChanges({ ...entry, sheets: [sheet] }, entry).map(({ path, after }) => [path, after])).toEqual([
    ['sheets.0.hospital', null],
    ['sheets.0.total', null],
    ['sheets.0.remote', null],
  ])
  expect(entryChanges(entry, entry)).toEqual([])
})
