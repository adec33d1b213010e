import { isIP } from 'node:net'
import { CannotStart } from './cannot-start.ts'

/** Ranges that a word stands for; Fastify knows the same words. */
const RANGES = ['loopback', 'linklocal', 'uniquelocal']

/**
 * Addresses and ranges of the reverse proxies in front: only what these say of a client's address is believed. Whoever
 * trusted every hop would take the address that a client wrote itself for its own.
 */
export function trustedProxiesOf(text: string | undefined): readonly string[] {
  if (text === undefined || text === '0') return []
  if (text === '1') return ['loopback', 'uniquelocal']
  const named = text.split(',').map((one) => one.trim())
  const wrong = named.find((one) => !RANGES.includes(one) && !isRange(one))
  if (wrong === undefined) return named
  throw new CannotStart(
    `TRUST_PROXY holds "${wrong}": set it to the addresses of the reverse proxies, with commas between them (10.1.2.3, 10.1.0.0/16, loopback, linklocal, uniquelocal), to 1 for a proxy on this machine or in its private network, or to 0.`,
  )
}

/** An address, or a range of them; the range of all addresses is none, since it would trust every client. */
function isRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return false
  if (bits === undefined) return true
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128)
}
