import { checkCreditCode } from '../../contract/registration.ts'
import { normaliseCreditCode, parseCreditCode } from '../../domain/units/credit-code.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'

export type CreditCodeVerdict = 'unfinished' | 'checking' | 'unchecked' | 'fine' | 'wrong-check-digit' | 'registered'

/** What is known of a credit code while it is typed; the server is asked once its structure is right. */
export function useCreditCode(typed: string): CreditCodeVerdict {
  const judged = parseCreditCode(typed)
  const creditCode = normaliseCreditCode(typed)
  const { data, error } = useEndpointQuery(checkCreditCode, { creditCode }, { enabled: judged.ok })
  if (!judged.ok) return 'unfinished'
  if (data?.normalised === creditCode && data.verdict === 'registered') return 'registered'
  if (judged.value.checkDigit === 'wrong') return 'wrong-check-digit'
  if (error !== null) return 'unchecked'
  return data?.normalised === creditCode && data.verdict === 'fine' ? 'fine' : 'checking'
}
