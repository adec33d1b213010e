import * as z from 'zod/mini'
import { PAYEE_LENGTHS, PAYEE_RELATIONS } from '../domain/claims/claim-entry.ts'

const typed = (length: number) => z.string().check(z.maxLength(length), z.regex(/^[^\p{Cc}]*$/u))

/** 领款人信息 */
export const payeeEntry = z.strictObject({
  relation: z.enum(PAYEE_RELATIONS),
  name: typed(PAYEE_LENGTHS.name),
  idNumber: typed(PAYEE_LENGTHS.idNumber),
  mobile: typed(PAYEE_LENGTHS.mobile),
  card: z.string().check(z.regex(/^\d{0,30}$/)),
  bank: typed(PAYEE_LENGTHS.bank),
  branch: typed(PAYEE_LENGTHS.branch),
})
