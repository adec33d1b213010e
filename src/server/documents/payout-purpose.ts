/** 用途, as a payment shows it to the payee. */
export const PAYOUT_PURPOSE = '互助金'
