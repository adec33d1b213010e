import * as z from 'zod/mini'
import { PAYEE_RELATIONS } from '../domain/claims/claim-entry.ts'

const typed = (length: number) => z.string().check(z.maxLength(length), z.regex(/^[^\p{Cc}]*$/u))

/** 领款人信息 */
export const payeeEntry = z.strictObject({
  relation: z.enum(PAYEE_RELATIONS),
  name: typed(60),
  idNumber: typed(30),
  mobile: typed(20),
  card: z.string().check(z.regex(/^\d{0,19}$/)),
  bank: typed(100),
  branch: typed(100),
})
