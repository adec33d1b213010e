import { listOffers as listOffersEndpoint } from '../../contract/plans.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import { listOffers } from './list-offers.ts'

export function planRoutes(): Routes {
  return { endpoints: [serve(listOffersEndpoint, (tx) => listOffers(tx))] }
}
