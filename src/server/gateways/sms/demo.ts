import type { Sms, SmsGateway } from './sms-gateway.ts'

/** Sends nothing: shows each SMS to `sink`. */
export function createDemoSms(sink: (sms: Sms) => Promise<void>): SmsGateway {
  return {
    async send(sms) {
      await sink(sms)
      return { kind: 'sent', providerId: `demo-${sms.id}` }
    },
  }
}
