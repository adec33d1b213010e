import { sql } from 'kysely'
import type { Instant } from '../../domain/shared/time.ts'
import { inTransaction, type Transactions } from '../db/transaction.ts'
import { createDemoMail } from '../gateways/mail/demo.ts'
import type { MailGateway } from '../gateways/mail/mail-gateway.ts'
import { createDemoSms } from '../gateways/sms/demo.ts'
import type { SmsGateway } from '../gateways/sms/sms-gateway.ts'

type DemoMessage = { id: string; channel: 'sms' | 'mail'; to: string; subject: string; text: string }

/** Gateways of a demo database: nothing leaves, and the page 短信与邮件 shows what would have. */
export function demoGateways(transactions: Transactions, clock: () => Instant): { sms: SmsGateway; mail: MailGateway } {
  const save = ({ id, channel, to, subject, text }: DemoMessage) => {
    const now = clock()
    const begin = { kind: 'system', purpose: 'messages' } as const
    return inTransaction(transactions, { begin, command: 'message.deliver', now }, async (tx) => {
      await sql`insert into demo_messages (id, at, channel, recipient, subject, body)
        values (${id}, ${new Date(now)}, ${channel}, ${to}, ${subject}, ${text}) on conflict (id) do nothing`.execute(
        tx.db,
      )
    })
  }
  return {
    sms: createDemoSms((sms) => save({ ...sms, channel: 'sms', subject: '' })),
    mail: createDemoMail(({ id, to, subject, text, attachments }) => {
      const names = attachments.map(({ name }) => `[${name}]`).join(' ')
      return save({ id, channel: 'mail', to, subject, text: names === '' ? text : `${text}\n\n${names}` })
    }),
  }
}
