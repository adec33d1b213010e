import { Button } from '../ui/Button.tsx'
import type { MissingItem } from '../ui/MissingList.tsx'
import { words } from '../words/words.ts'
import type { Account } from './use-account.ts'
import type { ClaimMaterials } from './use-claim-materials.ts'
import { UNSORTED } from './use-material-actions.ts'

/** Brings a place of the page into sight and focus: the drop zone of a slot, or a field. */
export function goToPlace(id: string): void {
  const place = document.getElementById(id)
  place?.scrollIntoView({ block: 'center' })
  const field = place?.querySelector<HTMLElement>('input[type=file]:not([hidden])') ?? place
  field?.focus({ preventScroll: true })
}

const goTo = (id: string, word: 'goTo' | 'fill', name: string) => (
  <Button kind="text" aria-label={words(`materials.${word}Of`, { name })} onClick={() => goToPlace(id)}>
    {words(`materials.${word}`)}
  </Button>
)

/** Everything that 确定 asks for, each line leading to its place. */
export function materialItems(
  { slots, unsorted }: ClaimMaterials,
  account: Account | undefined,
): readonly MissingItem[] {
  const items = slots
    .filter(({ required }) => required)
    .map(({ kind, name, missing }): MissingItem => {
      const label = missing > 0 ? words('materials.lackOf', { name, count: missing }) : name
      return {
        key: kind,
        label,
        done: missing === 0,
        action: missing > 0 && goTo(`slot-${kind}`, 'goTo', name),
      }
    })
  const tray: readonly MissingItem[] =
    unsorted.length === 0
      ? []
      : [{ key: UNSORTED, label: words('materials.unsortedLeft', { count: unsorted.length }), done: false }]
  if (!account) return [...items, ...tray]
  const cardDone = account.card.trim() !== '' && account.cardError === undefined
  const bankDone = account.bank.trim() !== ''
  const field = (id: string, label: string, done: boolean): MissingItem => ({
    key: id,
    label,
    done,
    action: !done && goTo(id, 'fill', label),
  })
  return [
    ...items,
    field('account-card', words('materials.card'), cardDone),
    field('account-bank', words('materials.bank'), bankDone),
    ...tray,
  ]
}
