import MailComposer from 'nodemailer/lib/mail-composer'
import type { Outcome } from '../outcome.ts'
import type { Mail, MailGateway } from './mail-gateway.ts'
import { TransmissionFailed, transmit } from './smtp-session.ts'

export type SmtpSettings = {
  readonly host: string
  readonly port: number
  /** `implicit`: TLS from the first byte (465). `starttls`: demanded after the greeting (587). `none`: on this machine. */
  readonly tls: 'implicit' | 'starttls' | 'none'
  readonly user?: string
  readonly password?: string
  /** Address that mails come from; its domain also makes the message ids. */
  readonly from: string
  readonly fromName?: string
  readonly timeoutMs?: number
  /** Certificate authority of an own mail server, as PEM. */
  readonly authority?: string
}

const TIMEOUT_MS = 20_000
/** One bare address: no list, no display name, nothing that could become a second recipient. */
const ONE_ADDRESS = /^[^\s,;:<>()"'\\@]+@[^\s,;:<>()"'\\@]+$/
/** Failures that the operator mends: the message itself is fine. */
const OURS = new Set(['EAUTH', 'ETLS'])
const LOCAL = ['127.0.0.1', 'localhost', '::1']

const IMPLICIT_TLS_PORT = 465
const SUBMISSION_PORT = 587

/** Settings of one address: `smtps://` speaks TLS at once, `smtp://` demands it after the greeting unless on this machine. */
export function smtpSettingsOf(address: string, from: string): SmtpSettings {
  const url = new URL(address)
  const implicit = url.protocol === 'smtps:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const plain = LOCAL.includes(host) ? 'none' : 'starttls'
  return {
    host,
    port: url.port === '' ? (implicit ? IMPLICIT_TLS_PORT : SUBMISSION_PORT) : Number(url.port),
    tls: implicit ? 'implicit' : plain,
    ...(url.username === ''
      ? {}
      : { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }),
    from,
  }
}

/** Sends by SMTP, one connection a mail. The Message-ID is made of the id, so that a second copy can be recognised. */
export function createSmtpMail(settings: SmtpSettings): MailGateway {
  if (settings.tls === 'none' && !LOCAL.includes(settings.host))
    throw new TypeError('the mail server must be reached by TLS')
  const { user, password = '', from } = settings
  const session = {
    connection: connectionOptions(settings),
    ...(user === undefined ? {} : { credentials: { user, pass: password } }),
    from,
  }
  return {
    async send(mail) {
      if (!ONE_ADDRESS.test(mail.to)) return { kind: 'refused', reason: 'address-malformed' }
      try {
        const message = await composed(mail, settings)
        return { kind: 'sent', providerId: (await transmit({ ...session, to: mail.to, message })).slice(0, 200) }
      } catch (error) {
        if (error instanceof TransmissionFailed) return outcomeOf(error)
        throw error
      }
    },
  }
}

function connectionOptions({ host, port, tls, timeoutMs = TIMEOUT_MS, authority }: SmtpSettings) {
  return {
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: { minVersion: 'TLSv1.2' as const, ...(authority === undefined ? {} : { ca: authority }) },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  }
}

function composed(mail: Mail, { from, fromName = '' }: SmtpSettings): Promise<Buffer> {
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const node = new MailComposer({
    from: { name: fromName, address: from },
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    messageId: `<${mail.id}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: mail.attachments.map(({ name, mediaType, content }) => ({
      filename: name,
      contentType: mediaType,
      content: Buffer.from(content),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return node.compile().build()
}

/** 4xx may pass, 5xx is final; without an answer it depends on whether the server had the whole message. */
function outcomeOf({ code, responseCode, handedOver }: TransmissionFailed): Outcome {
  const reason = responseCode === undefined ? code : `${code} ${responseCode}`
  if (OURS.has(code)) return { kind: 'retry', reason }
  if (responseCode !== undefined) return { kind: responseCode >= 500 ? 'refused' : 'retry', reason }
  return { kind: handedOver ? 'unknown' : 'retry', reason }
}
