import { enrolmentRoutes } from './enrolment/routes.ts'
import { accountRoutes } from './accounts/routes.ts'
import { certificateRoutes } from './certificates/routes.ts'
import { claimEntryRoutes } from './claims/entry-routes.ts'
import { claimExportRoutes } from './claims/export-routes.ts'
import { claimRoutes } from './claims/routes.ts'
import { dictionaryRoutes } from './claims/dictionary-routes.ts'
import { invoicingRoutes } from './invoicing/routes.ts'
import { fileRoutes } from './files/routes.ts'
import type { MountedFile } from './http/mount-file.ts'
import type { Mounted } from './http/mount.ts'
import { messageRoutes } from './messages/routes.ts'
import { organisationRoutes } from './organisations/routes.ts'
import { payoutRoutes } from './payouts/routes.ts'
import { oversightRoutes } from './oversight/routes.ts'
import { planRoutes } from './plans/routes.ts'
import type { Services } from './services.ts'
import { unitRoutes } from './units/routes.ts'
import { workPoolRoutes } from './work-pool/routes.ts'

/** What one capability serves: its endpoints and its file routes, each a line. */
export type Routes = { readonly endpoints: readonly Mounted[]; readonly files?: readonly MountedFile[] }

const capabilities: readonly ((services: Services) => Routes)[] = [
  // One a line, in the order of the capabilities.
  organisationRoutes,
  messageRoutes,
  fileRoutes,
  accountRoutes,
  workPoolRoutes,
  unitRoutes,
  planRoutes,
  enrolmentRoutes,
  certificateRoutes,
  invoicingRoutes,
  claimRoutes,
  payoutRoutes,
  claimEntryRoutes,
  claimExportRoutes,
  dictionaryRoutes,
  oversightRoutes,
]

/** Every endpoint and file route with the function behind it, in the order of the capabilities. */
export function routesOf(services: Services): Required<Routes> {
  const all = capabilities.map((routes) => routes(services))
  return { endpoints: all.flatMap(({ endpoints }) => endpoints), files: all.flatMap(({ files = [] }) => files) }
}
