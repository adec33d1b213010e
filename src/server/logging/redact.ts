import { maskSensitive } from '../../domain/shared/sensitive.ts'

/** Fields whose value no log may hold, however they are written: `idNumber`, `id_number`, `ID-Number`. */
const SECRET_FIELD =
  /password|passwd|secret|token|authorization|cookie|idnumber|documentnumber|phone|mobile|telephone|mail|cardnumber|bankcard|bankaccount|accountnumber|recipient|variables|activationcode|smscode|sealed/
const REDACTED = '[redacted]'
/** 128-bit tokens in paths and messages: 22 characters of base64url with both cases, which no word of ours has. */
const LONG_WORD = /[\w-]{22,}/g

const isToken = (word: string): boolean => word.length === 22 && /[a-z]/.test(word) && /[A-Z]/.test(word)

function redactText(text: string): string {
  return maskSensitive(text).replace(LONG_WORD, (word) => (isToken(word) ? '[token]' : word))
}

function redactNumber(value: number): number | string {
  const text = String(value)
  const masked = maskSensitive(text)
  return masked === text ? value : masked
}

/** A copy of anything that JSON can hold, without secret fields and with numbers of persons masked in every text. */
export function redact(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'number') return redactNumber(value)
  if (Array.isArray(value)) return value.map(redact)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SECRET_FIELD.test(name.toLowerCase().replace(/[^a-z]/g, '')) ? REDACTED : redact(inner),
    ]),
  )
}

/** One line of the log as it may be written; a line that is no JSON is masked as text. */
export function redactLine(line: string): string {
  try {
    return `${JSON.stringify(redact(JSON.parse(line)))}\n`
  } catch {
    return redactText(line)
  }
}
