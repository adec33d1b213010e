import type { ReactElement } from 'react'
import { Button } from '../ui/Button.tsx'
import { goTo } from '../ui/go-to.ts'
import { MissingList, type MissingItem } from '../ui/MissingList.tsx'
import { words, type PlainKey } from '../words/words.ts'
import { fieldId, type Noted } from './entry-form.ts'
import type { MaterialSlot } from './use-claim-materials.ts'

export type EntryMissingProps = {
  readonly missing: readonly Noted[]
  readonly slots: readonly MaterialSlot[]
  readonly takesSheets: boolean
  /** Leads to a place that has no field of its own. */
  readonly onImages: () => void
}

function itemOf({ path, sentence }: Noted, onImages: () => void): MissingItem {
  const isImage = path.startsWith('material.')
  return {
    key: `${path} ${sentence}`,
    label: sentence,
    done: false,
    action: (
      <Button
        kind="text"
        aria-label={words(isImage ? 'claimEntry.uploadOf' : 'claimEntry.mendOf', { what: sentence })}
        onClick={() => (isImage ? onImages() : goTo(fieldId(path)))}
      >
        {words(isImage ? 'claimEntry.upload' : 'claimEntry.mend')}
      </Button>
    ),
  }
}

/** 还缺什么: every thing that is missing leads to its place; parts and images without anything missing are ticked. */
export function EntryMissing({ missing, slots, takesSheets, onImages }: EntryMissingProps): ReactElement {
  const part = (prefix: string, label: PlainKey): readonly MissingItem[] => {
    const lacking = missing.filter(({ path }) => path.startsWith(prefix))
    return lacking.length === 0
      ? [{ key: prefix, label: words(label), done: true }]
      : lacking.map((one) => itemOf(one, onImages))
  }
  const images = slots.flatMap(({ kind, name, required }): readonly MissingItem[] => {
    const lacking = missing.filter(({ path }) => path === `material.${kind}`)
    if (lacking.length > 0) return lacking.map((one) => itemOf(one, onImages))
    return required ? [{ key: kind, label: name, done: true }] : []
  })
  return (
    <MissingList
      items={[
        ...part('payee', 'claimEntry.partPayee'),
        ...part('incident', 'claimEntry.partIncident'),
        ...(takesSheets ? part('sheets', 'claimEntry.partSheets') : []),
        ...images,
        ...part('calculation', 'claimEntry.partCalculation'),
      ]}
    />
  )
}
