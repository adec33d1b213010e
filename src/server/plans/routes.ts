import * as contract from '../../contract/plans.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import { listOffers } from './list-offers.ts'
import { addOffer, endOffer, listOfficeOffers } from './office-offers.ts'
import { removeOffer } from './remove-offer.ts'

export function planRoutes(): Routes {
  return {
    endpoints: [
      serve(contract.listOffers, (tx) => listOffers(tx)),
      serve(contract.listOfficeOffers, (tx, { organisationId }) => listOfficeOffers(tx, organisationId)),
      serve(contract.addOffer, addOffer),
      serve(contract.endOffer, endOffer),
      serve(contract.removeOffer, removeOffer),
    ],
  }
}
