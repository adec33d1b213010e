import * as contract from '../../contract/organisations.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import { listOrganisations } from './organisation-lists.ts'
import { addOrganisation, changeOrganisation } from './save-organisation.ts'

export function organisationRoutes(): Routes {
  return {
    endpoints: [
      serve(contract.listOrganisations, (tx) => listOrganisations(tx)),
      serve(contract.addOrganisation, addOrganisation),
      serve(contract.changeOrganisation, changeOrganisation),
    ],
  }
}
