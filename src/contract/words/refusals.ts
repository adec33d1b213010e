import { accountRefusals } from './refusals-accounts.ts'
import { enrolmentRefusals } from './refusals-enrolment.ts'
import { fileRefusals } from './refusals-files.ts'
import { invoicingRefusals } from './refusals-invoicing.ts'
import { organisationRefusals } from './refusals-organisations.ts'
import { personRefusals } from './refusals-persons.ts'
import { planRefusals } from './refusals-plans.ts'
import { sharedRefusals } from './refusals-shared.ts'
import { workPoolRefusals } from './refusals-work-pool.ts'
import { unitRefusals } from './refusals-units.ts'

/** Facts of a refusal as its sentence prints them; lists come joined by 、. */
export type Facts = Readonly<Record<string, string | number>>

/** One sentence per refusal, made of its facts: what is wrong and what to do. */
export type RefusalWords<Codes extends string = string> = Readonly<Record<Codes, (facts: Facts) => string>>

const refusals = {
  ...sharedRefusals,
  ...personRefusals,
  ...workPoolRefusals,
  ...organisationRefusals,
  ...fileRefusals,
  ...accountRefusals,
  ...unitRefusals,
  ...enrolmentRefusals,
  ...invoicingRefusals,
  ...planRefusals,
}

export type RefusalCode = keyof typeof refusals

/** The sentence for a refusal; a code that this version does not know is told as such, with the code. */
export function sentenceFor(refusal: { readonly code: string; readonly [fact: string]: string | number }): string {
  const known: Readonly<Record<string, (facts: Facts) => string>> = refusals
  const words = Object.hasOwn(known, refusal.code) ? known[refusal.code] : undefined
  return words ? words(refusal) : `操作未被接受（${refusal.code}），请刷新页面后重试`
}
