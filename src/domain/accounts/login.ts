/** What people type into the first field of the sign-in page: a mobile number, their unit's credit code, or a user name. */
export type Login = { readonly by: 'phone' | 'credit-code' | 'user-name'; readonly value: string }

const PHONE = /^1[3-9]\d{9}$/
const CREDIT_CODE = /^[0-9A-Z]{2}\d{6}[0-9A-Z]{10}$/

/** Reads a login in the form in which it is stored: half-width, without spaces, user names in lower case. */
export function readLogin(typed: string): Login {
  const text = typed.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '')
  if (PHONE.test(text)) return { by: 'phone', value: text }
  const upper = text.toUpperCase()
  if (CREDIT_CODE.test(upper)) return { by: 'credit-code', value: upper }
  return { by: 'user-name', value: text.toLowerCase() }
}
