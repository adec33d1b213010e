import type { Instant } from '../../domain/shared/time.ts'
import type { Transactions } from '../db/transaction.ts'
import type { MailGateway } from '../gateways/mail/mail-gateway.ts'
import { createSmtpMail, smtpSettingsOf } from '../gateways/mail/smtp.ts'
import { createHttpSms } from '../gateways/sms/http.ts'
import type { SmsGateway } from '../gateways/sms/sms-gateway.ts'
import { demoGateways } from './demo-messages.ts'

export type Gateways = { readonly sms: SmsGateway; readonly mail: MailGateway }

export type GatewaySettings = {
  readonly demo: boolean
  readonly sms: { readonly url: string; readonly secret: string } | undefined
  readonly mail: { readonly url: string; readonly from: string } | undefined
}

/** Messages wait where nobody has set up how they go, and are given up when they say nothing useful any more. */
const NOT_SET_UP = { send: async () => ({ kind: 'retry', reason: 'not-set-up' }) as const }

/** The gateways that the operator set up; in a demo database, those that send nothing stand in for the others. */
export function chooseGateways(
  { demo, sms, mail }: GatewaySettings,
  transactions: Transactions,
  clock: () => Instant,
): Gateways {
  const otherwise = demo ? demoGateways(transactions, clock) : { sms: NOT_SET_UP, mail: NOT_SET_UP }
  return {
    sms: sms ? createHttpSms({ ...sms, now: clock }) : otherwise.sms,
    mail: mail ? createSmtpMail(smtpSettingsOf(mail.url, mail.from)) : otherwise.mail,
  }
}
