import { randomBytes } from 'node:crypto'
import { hash, parseOptions, verify } from '@node-rs/argon2'
import { normalisePassword } from '../../domain/accounts/password-rules.ts'

/** argon2id (the library's default) at the least cost that OWASP names: 19 MiB, 2 passes, 1 lane; about 20 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export type PasswordHasher = {
  /** The hash to store for a judged password. */
  hash(password: string): Promise<string>
  /**
   * Whether the typed password is right. Where the account or its password does not exist (`stored` undefined), the
   * same work is done against a stand-in, so that the answer takes as long and tells nothing.
   */
  verify(stored: string | undefined, typed: string): Promise<boolean>
  /** Whether a stored hash was made at another cost and should be made anew at this sign-in. */
  isOutdated(stored: string): boolean
}

/** Makes the hasher together with its stand-in, so that the first unknown user costs no more than the others. */
export async function createPasswordHasher(): Promise<PasswordHasher> {
  const make = (password: string) => hash(normalisePassword(password), COST)
  const standIn = await make(randomBytes(16).toString('base64url'))
  return {
    hash: make,
    async verify(stored, typed) {
      const right = await verify(stored ?? standIn, normalisePassword(typed))
      return right && stored !== undefined
    },
    isOutdated(stored) {
      const { memoryCost, timeCost, parallelism } = parseOptions(stored)
      return memoryCost !== COST.memoryCost || timeCost !== COST.timeCost || parallelism !== COST.parallelism
    },
  }
}
