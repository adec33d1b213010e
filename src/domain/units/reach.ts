import { accept, refuse, type Decision } from '../shared/decision.ts'
import { compact, tidy } from '../shared/typed-text.ts'

const MAIL = /^[^\s@<>()[\],;:\\"]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/i
const TELEPHONE = /^[0-9()+-]{5,20}$/
const LONGEST_MAIL = 100

/** Reads a mail address of the common form, without comments, quotes or display names. */
export function parseMail(typed: string): Decision<string, { code: 'mail-malformed' }> {
  const mail = compact(typed)
  return mail.length <= LONGEST_MAIL && MAIL.test(mail) ? accept(mail) : refuse({ code: 'mail-malformed' })
}

/** Reads an office telephone: digits, brackets, hyphens and a plus, `0539-1234567`; an extension follows a hyphen. */
export function parseTelephone(typed: string): Decision<string, { code: 'telephone-malformed' }> {
  const telephone = tidy(typed)
    .replace(/[\s]/g, '')
    .replace(/[－—–]/g, '-')
  return TELEPHONE.test(telephone) ? accept(telephone) : refuse({ code: 'telephone-malformed' })
}
