import type { getClaimSettings } from '../../contract/claim-settings.ts'
import type { OutputOf } from '../../contract/endpoint.ts'

export type ClaimOffice = OutputOf<typeof getClaimSettings>['offices'][number]
export type ClaimOfficer = ClaimOffice['officers'][number]
