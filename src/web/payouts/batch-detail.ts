import type { OutputOf } from '../../contract/endpoint.ts'
import type { getBatch, listBatchLines } from '../../contract/payout-batches.ts'

export type BatchDetail = OutputOf<typeof getBatch>
export type BatchLine = OutputOf<typeof listBatchLines>['rows'][number]
