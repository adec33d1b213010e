import type { openClaim } from '../../contract/claims.ts'
import type { OutputOf } from '../../contract/endpoint.ts'

export type ClaimDetail = OutputOf<typeof openClaim>
