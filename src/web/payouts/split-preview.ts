import type { OutputOf } from '../../contract/endpoint.ts'
import type { previewBatch } from '../../contract/payouts.ts'
import { add, formatYuan, parseYuan, ZERO } from '../../domain/shared/cents.ts'

type Line = OutputOf<typeof previewBatch>['lines'][number]

export type SplitPreview = {
  /** What the batch will hold. */
  readonly taken: readonly Line[]
  readonly leftOut: readonly Line[]
  readonly flagged: readonly Line[]
  readonly sum: string
  /** Everything, what needs a look first. */
  readonly first: readonly Line[]
}

/** What of a preview can be in a batch; claims that the maker decided, or that the form cannot hold, stay behind. */
export function splitPreview(lines: readonly Line[]): SplitPreview {
  const isLeftOut = ({ decidedByMe, faults }: Line) => decidedByMe || faults.length > 0
  const leftOut = lines.filter(isLeftOut)
  const taken = lines.filter((line) => !isLeftOut(line))
  const flagged = taken.filter(({ flags }) => flags.length > 0)
  const amounts = taken.map(({ amount }) => {
    const parsed = parseYuan(amount)
    return parsed.ok ? parsed.value : ZERO
  })
  const calm = taken.filter(({ flags }) => flags.length === 0)
  return { taken, leftOut, flagged, sum: formatYuan(add(...amounts)), first: [...leftOut, ...flagged, ...calm] }
}
