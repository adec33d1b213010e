import { useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { PayeeReviewPool } from './PayeeReviewPool.tsx'

/** 领款复核 as a page of its own. */
export function PayeeReviewsPage(): ReactElement {
  return <PayeeReviewPool search={useSearch({ from: '/inside/payee-reviews' })} />
}
