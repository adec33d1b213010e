const underWay = new Map<string, Promise<void>>()

/** Notes the save with which the page of a case was left. */
export function noteLastSave(claimId: string, save: Promise<void>): void {
  const over = save.finally(() => {
    if (underWay.get(claimId) === over) underWay.delete(claimId)
  })
  underWay.set(claimId, over)
}

/** Resolves once what was typed last is saved: a case that is opened again at once would come without it. */
export async function lastSaveOf(claimId: string): Promise<void> {
  await underWay.get(claimId)
}
