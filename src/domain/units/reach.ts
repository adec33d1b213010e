import { accept, refuse, type Decision } from '../shared/decision.ts'
import { compact, tidy } from '../shared/typed-text.ts'

const MAILBOX = /^[^\s@<>()[\],;:\\"]{1,64}$/
const HOST_LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/i
const TOP_LABEL = /^[a-z]{2,24}$/i
const TELEPHONE = /^[0-9()+-]{5,20}$/
const LEAST_DIGITS = 5
const LONGEST_MAIL = 100

/** Reads a mail address of the common form, without comments, quotes or display names. */
export function parseMail(typed: string): Decision<string, { code: 'mail-malformed' }> {
  const mail = compact(typed)
  return mail.length <= LONGEST_MAIL && isMail(mail) ? accept(mail) : refuse({ code: 'mail-malformed' })
}

function isMail(text: string): boolean {
  const [mailbox = '', host = '', ...more] = text.split('@')
  const labels = host.split('.')
  const top = labels.pop() ?? ''
  const wellFormed = labels.length > 0 && labels.every((label) => HOST_LABEL.test(label)) && TOP_LABEL.test(top)
  return more.length === 0 && MAILBOX.test(mailbox) && wellFormed
}

/** Reads an office telephone: digits, brackets, hyphens and a plus, `0539-1234567`; an extension follows a hyphen. */
export function parseTelephone(typed: string): Decision<string, { code: 'telephone-malformed' }> {
  const telephone = tidy(typed)
    .replace(/[\s]/g, '')
    .replace(/[－—–]/g, '-')
  const digits = telephone.replace(/\D/g, '').length
  return TELEPHONE.test(telephone) && digits >= LEAST_DIGITS
    ? accept(telephone)
    : refuse({ code: 'telephone-malformed' })
}

/** For lists: ********4567. What has no digits to spare is hidden whole. */
export function maskTelephone(telephone: string): string {
  const shown = telephone.length < 8 ? '' : telephone.slice(-4)
  return `${'*'.repeat(telephone.length - shown.length)}${shown}`
}
