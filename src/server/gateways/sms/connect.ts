import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectSecure } from 'node:tls'

const HTTPS_PORT = 443
const HTTP_PORT = 80

type Wishes = { readonly connectMs: number; readonly authority: string | undefined }

/** A connection that stands, its certificate verified; rejects where it does not within the time, whatever is at fault. */
export function connectTo(target: URL, wishes: Wishes): Promise<Socket> {
  const secure = target.protocol === 'https:'
  const socket = secure ? begunSecure(target, wishes) : connectPlain(addressOf(target, HTTP_PORT))
  // For good: an error between two of its users has nobody else to hear it.
  socket.on('error', () => undefined)
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      clearTimeout(timer)
      socket.destroy()
      reject(error)
    }
    const ended = () => fail(Object.assign(new Error('closed before it stood'), { code: 'ECONNRESET' }))
    const late = () => fail(Object.assign(new Error('not reached in time'), { code: 'CONNECT_TIMEOUT' }))
    const timer = setTimeout(late, wishes.connectMs)
    socket.once('error', fail).once('close', ended)
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer)
      socket.off('error', fail).off('close', ended)
      resolve(socket)
    })
  })
}

function begunSecure(target: URL, { authority }: Wishes): Socket {
  const address = addressOf(target, HTTPS_PORT)
  return connectSecure({
    ...address,
    ...(isIP(address.host) === 0 ? { servername: address.host } : {}),
    minVersion: 'TLSv1.2',
    ...(authority === undefined ? {} : { ca: authority }),
  })
}

function addressOf({ hostname, port }: URL, usual: number): { host: string; port: number } {
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port) }
}
