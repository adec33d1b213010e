import { DICTIONARY_KINDS, type DictionaryKind } from '../../domain/claims/dictionary-rows.ts'
import { inTransaction, type Request, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import type { Services } from '../services.ts'
import { isEmptyDictionary, saveDictionary, type DictionaryChange } from './dictionary-store.ts'
import { readChapters, readShipped } from './shipped-dictionaries.ts'

export type LoadedDictionary = DictionaryChange & { readonly kind: DictionaryKind; readonly entries: number }

const ACTION = 'dictionaries.load'

/** Dictionaries that belong into this installation: invented hospitals are for demonstrations only. */
function shippedKinds({ demo }: Pick<Services, 'demo'>): readonly DictionaryKind[] {
  return DICTIONARY_KINDS.filter((kind) => kind !== 'hospitals' || demo)
}

/** Loads what ships into every dictionary that holds nothing yet; what an association imported stays as it is. */
export async function bringDictionaries(services: Services): Promise<void> {
  const begin = { kind: 'system', purpose: 'start' } as const
  const asked: Request = { begin, command: null, now: services.clock() }
  const empty = await inTransaction(services.transactions, asked, async (tx) => {
    const kinds: DictionaryKind[] = []
    for (const kind of shippedKinds(services)) if (await isEmptyDictionary(tx, kind)) kinds.push(kind)
    return kinds
  })
  if (empty.length === 0) return
  const request: Request = { begin, command: ACTION, now: services.clock(), pace: 'bulk' }
  await inTransaction(services.transactions, request, (tx) => loadShipped(tx, empty))
}

/** Loads what ships again: entries that were changed or retired are as they ship, all others stay. */
export function loadDictionaries(services: Services): Promise<readonly LoadedDictionary[]> {
  const begin = { kind: 'system', purpose: 'command-line' } as const
  const request: Request = { begin, command: ACTION, now: services.clock(), pace: 'bulk' }
  return inTransaction(services.transactions, request, (tx) => loadShipped(tx, shippedKinds(services)))
}

/** One journal entry for all of them. */
export async function loadShipped(
  tx: Transaction,
  kinds: readonly DictionaryKind[],
): Promise<readonly LoadedDictionary[]> {
  const chapters = await readChapters()
  const loaded: LoadedDictionary[] = []
  for (const kind of kinds) {
    const entries = await readShipped(kind)
    const change = await saveDictionary(tx, kind, entries, { chapters, replace: false })
    loaded.push({ kind, entries: entries.length, ...change })
  }
  const facts = Object.fromEntries(loaded.map(({ kind, added, changed }) => [kind, `+${added} ~${changed}`]))
  await record(tx, { action: ACTION, facts })
  return loaded
}
