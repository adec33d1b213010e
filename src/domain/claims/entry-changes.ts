import type { ClaimEntry } from './claim-entry.ts'

/** A field that was entered otherwise than before; an absent side is a sheet that came or went. */
export type EntryChange = { readonly path: string; readonly before: string | null; readonly after: string | null }

type Value = string | number | boolean | null
type Fields = readonly (readonly [path: string, value: Value])[]

function fieldsOf({ payee, incident, sheets }: ClaimEntry): Fields {
  const within = (name: string, part: object): Fields =>
    Object.entries(part).map(([field, value]) => [`${name}.${field}`, value as Value])
  return [
    ...within('payee', payee),
    ...within('incident', incident),
    ...sheets.flatMap((sheet, at) => within(`sheets.${at}`, sheet)),
  ]
}

const shown = (value: Value) => (value === null ? '' : String(value))

/** What differs between two states of an entry, field by field in the order of the form. */
export function entryChanges(before: ClaimEntry, after: ClaimEntry): readonly EntryChange[] {
  const [old, now] = [new Map(fieldsOf(before)), new Map(fieldsOf(after))]
  const paths = [...new Set([...old.keys(), ...now.keys()])]
  return paths.flatMap((path) => {
    const change = {
      path,
      before: old.has(path) ? shown(old.get(path) ?? null) : null,
      after: now.has(path) ? shown(now.get(path) ?? null) : null,
    }
    return change.before === change.after || (change.before ?? '') === (change.after ?? '') ? [] : [change]
  })
}
