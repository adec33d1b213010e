import { useState } from 'react'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { listOf, words } from '../words/words.ts'
import { companionsOf, keyOf, ticked, type CartLine, type FoundRow, type Search } from './acceptance-cart.ts'

export type AcceptanceCart = {
  readonly lines: readonly CartLine[]
  /** What was ticked beyond what was asked for, in a sentence. */
  readonly told: string | undefined
  readonly toggle: (search: Search, row: FoundRow) => void
  /** Ticks everything payable of a kind that was asked for by name. */
  readonly propose: (search: Search) => void
  readonly remove: (key: string) => void
  readonly setLateReason: (key: string, reason: string) => void
  readonly clear: () => void
}

/** 确认受理数据 over several searches. */
export function useAcceptanceCart(): AcceptanceCart {
  const [lines, setLines] = useState<readonly CartLine[]>([])
  const [told, setTold] = useState<string>()
  const remove = (key: string) => setLines((now) => now.filter((line) => line.key !== key))
  return {
    lines,
    told,
    remove,
    toggle: (search, row) => {
      const key = keyOf(row, search.incidentOn)
      setTold(undefined)
      if (lines.some((line) => line.key === key)) return remove(key)
      const withRow = ticked(lines, search, [row])
      const withAll = ticked(withRow, search, companionsOf(search, row))
      const kinds = [...new Set(withAll.slice(withRow.length).map(({ kind }) => CLAIM_KIND_NAMES[kind]))]
      if (kinds.length > 0) setTold(words('acceptance.companions', { kinds: listOf(kinds) }))
      setLines(withAll)
    },
    propose: (search) => {
      const payable = search.rows.filter((row) => row.payable === 'yes')
      const next = ticked(lines, search, payable)
      const count = next.length - lines.length
      setTold(count > 0 ? words('acceptance.proposed', { count }) : undefined)
      setLines(next)
    },
    setLateReason: (key, lateReason) =>
      setLines((now) => now.map((line) => (line.key === key ? { ...line, lateReason } : line))),
    clear: () => {
      setLines([])
      setTold(undefined)
    },
  }
}
