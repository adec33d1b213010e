import { CannotStart } from '../cannot-start.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import type { FileVault } from './file-vault.ts'
import { openVaultAt, type VaultPlace } from './vault-place.ts'

/** A name that no file has: whether the store answers about it shows that it can be reached and may be read. */
const NOBODY = 'is-anybody-there'

/** Opens the vault; throws `CannotStart` where its bucket does not answer, before somebody's upload finds out. */
export async function openVault(place: VaultPlace, provider: CryptoProvider): Promise<FileVault> {
  const vault = await openVaultAt(place, provider)
  if (place.bucket === undefined) return vault
  try {
    await vault.disk.exists(NOBODY)
    return vault
  } catch (error) {
    const { url, bucket } = place.bucket
    const { cause } = error as Error
    const status = (cause as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode
    const said = status === undefined ? 'it cannot be reached' : `it answers ${status}`
    throw new CannotStart(
      `The bucket ${bucket} at ${new URL(url).host} cannot be used, ${said}: check S3_URL, S3_BUCKET, S3_KEY_ID and S3_SECRET.`,
    )
  }
}
