import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

export type Transmission = {
  readonly connection: SMTPConnection.Options
  readonly credentials?: { readonly user: string; readonly pass: string }
  readonly from: string
  readonly to: string
  readonly message: Buffer
}

/** Why a transmission failed, and whether the server may have the whole message all the same. */
export class TransmissionFailed extends Error {
  override readonly name = 'TransmissionFailed'
  readonly code: string
  readonly responseCode: number | undefined
  readonly handedOver: boolean
  constructor(cause: unknown, handedOver: boolean) {
    super('mail not sent', { cause })
    const { code = 'Error', responseCode } = cause as { code?: string; responseCode?: number }
    this.code = code
    this.responseCode = responseCode
    this.handedOver = handedOver
  }
}

/**
 * One SMTP session with one mail; answers the server's last word. The transport of nodemailer reads a message ahead,
 * so that nobody could tell afterwards whether the server had it: hence the session itself, whose message stream is
 * asked for only after the server has answered DATA with 354.
 */
export async function transmit({ connection: options, credentials, from, to, message }: Transmission): Promise<string> {
  const connection = new SMTPConnection(options)
  let handedOver = false
  const source = Readable.from(
    (function* () {
      yield message
      handedOver = true
    })(),
  )
  try {
    const lost = new Promise<never>((_, reject) => {
      connection.on('error', reject)
      connection.on('end', () => reject(Object.assign(new Error('connection closed'), { code: 'ECONNECTION' })))
    })
    const session = async () => {
      await called((done) => connection.connect(done))
      if (credentials) await called((done) => connection.login({ credentials }, done))
      return called<SMTPConnection.SentMessageInfo>((done) => connection.send({ from, to: [to] }, source, done))
    }
    const { response } = await Promise.race([session(), lost])
    connection.quit()
    return response
  } catch (error) {
    connection.close()
    throw new TransmissionFailed(error, handedOver)
  } finally {
    source.destroy()
  }
}

function called<T>(call: (done: (error?: Error | null, result?: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, result) => (error ? reject(error) : resolve(result as T)))
  })
}
