import type { Outcome } from '../outcome.ts'

export type Sms = { readonly id: string; readonly to: string; readonly text: string }

/** Hands one SMS over; never throws for what the other side does or fails to do. */
export type SmsGateway = { send(sms: Sms): Promise<Outcome> }
