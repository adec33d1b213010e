/**
 * Names and numbers in their usual form, known from their UTF-8 without making a string. What is usual here is also what
 * `parsePersonName`, `parsePhone` and `parseIdNumber` take as it stands; whatever is not is theirs to judge.
 */
import { CHECK_CHARACTERS, PROVINCES } from './id-number.ts'

const LONGEST_NAME = 20
const PHONE_LENGTH = 11
export const RESIDENT_ID_LENGTH = 18

/** Up to 20 common Han characters: U+4E00 to U+9FFF, three bytes each. */
export function isUsualName(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start
  if (length === 0 || length > 3 * LONGEST_NAME || length % 3 !== 0) return false
  for (let at = start; at < end; at += 3) {
    const first = bytes[at] as number
    const second = bytes[at + 1] as number
    if (first < 0xe4 || first > 0xe9 || (first === 0xe4 && second < 0xb8)) return false
    if ((second & 0xc0) !== 0x80 || ((bytes[at + 2] as number) & 0xc0) !== 0x80) return false
  }
  return true
}

/** 11 digits, 13 to 19 in front. */
export function isUsualPhone(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== PHONE_LENGTH || bytes[start] !== 0x31 || (bytes[start + 1] as number) < 0x33) return false
  for (let at = start + 1; at < end; at += 1) if (!isDigit(bytes[at] as number)) return false
  return true
}

/** Provinces by their two digits; 81 to 83 may stand for a residence permit. */
const IS_PROVINCE = Uint8Array.from({ length: 100 }, (_, code) => (code < 80 && PROVINCES.has(String(code)) ? 1 : 0))
const CHECK_BYTES = Uint8Array.from(CHECK_CHARACTERS, (character) => character.charCodeAt(0))

/** A resident ID number of the mainland: 17 digits, a province in front, the check character behind. Its date may not exist. */
export function isUsualIdNumber(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== RESIDENT_ID_LENGTH) return false
  let sum = 0
  for (let at = start; at < end - 1; at += 1) {
    const byte = bytes[at] as number
    if (!isDigit(byte)) return false
    sum = 2 * (sum + byte - 0x30)
  }
  return bytes[end - 1] === CHECK_BYTES[sum % 11] && IS_PROVINCE[digitsAt(bytes, start, 2)] === 1
}

/** The value of so many digits. */
export function digitsAt(bytes: Uint8Array, start: number, count: number): number {
  let value = 0
  for (let at = start; at < start + count; at += 1) value = 10 * value + (bytes[at] as number) - 0x30
  return value
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}
