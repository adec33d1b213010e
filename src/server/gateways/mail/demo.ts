import type { Mail, MailGateway } from './mail-gateway.ts'

/** Sends nothing: shows each mail to `sink`. */
export function createDemoMail(sink: (mail: Mail) => Promise<void>): MailGateway {
  return {
    async send(mail) {
      await sink(mail)
      return { kind: 'sent', providerId: `demo-${mail.id}` }
    },
  }
}
