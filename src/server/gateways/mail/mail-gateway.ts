import type { Outcome } from '../outcome.ts'

export type MailAttachment = {
  readonly name: string
  readonly mediaType: string
  readonly content: Uint8Array
}

export type Mail = {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly attachments: readonly MailAttachment[]
}

/** Hands one mail over; never throws for what the other side does or fails to do. */
export type MailGateway = { send(mail: Mail): Promise<Outcome> }
