const underWay = new Map<string, Promise<void>>()

/** Notes the save with which the page of a case was left. */
export function noteLastSave(claimId: string, save: Promise<void>): void {
  underWay.set(claimId, save)
  void save.then(() => {
    if (underWay.get(claimId) === save) underWay.delete(claimId)
  })
}

/** Resolves once what was typed last is saved: a case that is opened again at once would come without it. */
export async function lastSaveOf(claimId: string): Promise<void> {
  await underWay.get(claimId)
}
