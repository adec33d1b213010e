/** Day of the month after which invoices are dated to the next, where an office sets none. Source: manual, note 4. */
export const DEFAULT_SETTLEMENT_DAY = 25

/** For the journal: the last four digits of an account number, whatever groups it is typed in. */
export function maskAccountNumber(number: string): string {
  const digits = number.replace(/\D/g, '')
  return digits.length > 4 ? '*'.repeat(digits.length - 4) + digits.slice(-4) : '*'.repeat(digits.length)
}
