import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { selfSigned } from '../../../../tests/support/self-signed.ts'
import { createSmtpMail, smtpSettingsOf, type SmtpSettings } from './smtp.ts'

const mail = {
  id: '0193-b',
  to: 'wang@unit.example',
  subject: '电子发票',
  text: '发票见附件。',
  attachments: [{ name: '发票.pdf', mediaType: 'application/pdf', content: Buffer.from('%PDF-1.7') }],
}
const opened: { close(): unknown }[] = []

async function smtpServer(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({ authOptional: true, logger: false, ...options })
  server.on('error', () => undefined)
  opened.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.server.address() as AddressInfo).port
}

/** A server of our own words, for what no decent server does. */
async function rawServer(talk: (socket: Socket) => void): Promise<number> {
  const sockets: Socket[] = []
  const server: Server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => undefined)
    talk(socket)
  })
  opened.push(server, { close: () => sockets.forEach((socket) => socket.destroy()) })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** Says yes to every command up to DATA, or up to the end of the mail; then does `then`. */
function politeUntil(stage: 'data' | 'dot', then: (socket: Socket) => void) {
  return (socket: Socket) => {
    let inData = false
    socket.write('220 ready\r\n')
    socket.on('data', (chunk) => {
      const said = chunk.toString()
      if (inData) return said.endsWith('\r\n.\r\n') ? then(socket) : undefined
      if (!said.startsWith('DATA')) return void socket.write('250 yes\r\n')
      if (stage === 'data') return then(socket)
      inData = true
      socket.write('354 go on\r\n')
    })
  }
}

function readWhole(stream: Readable, then: (message: string) => void): void {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => then(Buffer.concat(chunks).toString()))
}

const gateway = (port: number, more: Partial<SmtpSettings> = {}) =>
  createSmtpMail({ host: '127.0.0.1', port, tls: 'none', from: 'huzhu@office.example', timeoutMs: 400, ...more })

afterEach(() => {
  for (const server of opened.splice(0)) server.close()
})

describe('a mail by SMTP', () => {
  it('arrives with text, attachment and an id that stays', async () => {
    const got: { from: string; to: string[]; message: string }[] = []
    const port = await smtpServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData(stream, { envelope: { mailFrom, rcptTo } }, done) {
        const [from, to] = [mailFrom ? mailFrom.address : '', rcptTo.map(({ address }) => address)]
        readWhole(stream, (message) => done(null, String(got.push({ from, to, message }))))
      },
    })
    expect(await gateway(port).send(mail)).toMatchObject({ kind: 'sent', providerId: expect.stringContaining('250') })
    await gateway(port).send(mail)
    expect(got).toHaveLength(2)
    expect(got[0]).toMatchObject({ from: 'huzhu@office.example', to: ['wang@unit.example'] })
    for (const { message } of got) {
      expect(message).toContain('Message-ID: <0193-b@office.example>')
      expect(message).toContain(Buffer.from('%PDF-1.7').toString('base64'))
      expect(message).toContain(Buffer.from(mail.text).toString('base64'))
    }
  })
  it('cannot be given further recipients or headers through its fields', async () => {
    const got: { to: string[]; message: string }[] = []
    const port = await smtpServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData(stream, { envelope: { rcptTo } }, done) {
        const to = rcptTo.map(({ address }) => address)
        readWhole(stream, (message) => done(null, String(got.push({ to, message }))))
      },
    })
    await gateway(port).send({ ...mail, subject: 'x\r\nBcc: evil@elsewhere.example' })
    expect(got[0]?.to).toEqual(['wang@unit.example'])
    expect(got[0]?.message).not.toMatch(/^Bcc:/m)
    for (const to of ['a@unit.example, evil@elsewhere.example', 'a@unit.example> <evil@elsewhere.example', 'x\r\n@y'])
      expect(await gateway(port).send({ ...mail, to })).toEqual({ kind: 'refused', reason: 'address-malformed' })
    expect(got).toHaveLength(1)
  })
  it('goes through TLS with a checked certificate and a password', async () => {
    const { key, certificate } = selfSigned('localhost')
    const signedIn: string[] = []
    const port = await smtpServer({
      key,
      cert: certificate,
      authOptional: false,
      onAuth({ username = '', password = '' }, session, done) {
        signedIn.push(`${username}/${password}/${session.secure}`)
        done(null, { user: username })
      },
      onData: (stream, _, done) => void stream.resume().on('end', () => done()),
    })
    const settings = { host: 'localhost', tls: 'starttls' as const, user: 'huzhu', password: 'secret' }
    expect(await gateway(port, { ...settings, authority: certificate }).send(mail)).toMatchObject({ kind: 'sent' })
    expect(signedIn).toEqual(['huzhu/secret/true'])
    expect(await gateway(port, settings).send(mail)).toMatchObject({ kind: 'retry' })
    expect(signedIn).toHaveLength(1)
  })
  it('is held back where the server offers no TLS', async () => {
    const port = await smtpServer({ disabledCommands: ['STARTTLS', 'AUTH'] })
    expect(await gateway(port, { tls: 'starttls' }).send(mail)).toMatchObject({ kind: 'retry' })
    expect(() => gateway(25, { host: 'mail.example' })).toThrow('TLS')
  })
  it('is tried later or given up as the server says', async () => {
    const answering = (responseCode: number) =>
      smtpServer({
        disabledCommands: ['STARTTLS', 'AUTH'],
        onRcptTo: (_, __, done) => done(Object.assign(new Error('no'), { responseCode })),
      })
    expect(await gateway(await answering(451)).send(mail)).toMatchObject({ kind: 'retry' })
    expect(await gateway(await answering(550)).send(mail)).toMatchObject({ kind: 'refused' })
    const locked = await smtpServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_, __, done) => done(new Error('wrong password')),
    })
    expect(await gateway(locked, { user: 'a', password: 'b' }).send(mail)).toMatchObject({ kind: 'retry' })
  })
  it('is unknown when the server had it all and then said nothing or left', async () => {
    const silent = await rawServer(politeUntil('dot', () => undefined))
    expect(await gateway(silent).send(mail)).toMatchObject({ kind: 'unknown' })
    const left = await rawServer(politeUntil('dot', (socket) => socket.destroy()))
    expect(await gateway(left).send(mail)).toMatchObject({ kind: 'unknown' })
  })
  it('is tried later when the server left before it had the mail, or was not there', async () => {
    const early = await rawServer(politeUntil('data', (socket) => socket.destroy()))
    expect(await gateway(early).send(mail)).toMatchObject({ kind: 'retry' })
    const mute = await rawServer(() => undefined)
    expect(await gateway(mute).send(mail)).toMatchObject({ kind: 'retry' })
    const gone = createServer()
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
    const { port } = gone.address() as AddressInfo
    await new Promise((resolve) => gone.close(resolve))
    expect(await gateway(port).send(mail)).toMatchObject({ kind: 'retry' })
  })
})

describe('the address of a mail server', () => {
  it('says how TLS begins, where it is not on this machine', () => {
    const from = 'huzhu@office.example'
    expect(smtpSettingsOf('smtps://hu%40zhu:p%2Fw@mail.example', from)).toEqual({
      host: 'mail.example',
      port: 465,
      tls: 'implicit',
      user: 'hu@zhu',
      password: 'p/w',
      from,
    })
    expect(smtpSettingsOf('smtp://mail.example', from)).toMatchObject({ port: 587, tls: 'starttls' })
    expect(smtpSettingsOf('smtp://127.0.0.1:2525', from)).toMatchObject({ port: 2525, tls: 'none' })
    expect(smtpSettingsOf('smtp://[::1]:2525', from)).toMatchObject({ host: '::1', tls: 'none' })
  })
})
