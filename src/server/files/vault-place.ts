import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { openBucket, type BucketSettings } from './bucket.ts'
import { openFileVault, type FileVault } from './file-vault.ts'

/** Where a vault is, in words that can be handed to a worker thread. */
export type VaultPlace = {
  /** Files lie here, or are sealed here before they are sent into the bucket. */
  readonly folder: string
  readonly bucket: BucketSettings | undefined
}

export async function openVaultAt({ folder, bucket }: VaultPlace, provider: CryptoProvider): Promise<FileVault> {
  if (bucket === undefined) return openFileVault(folder, provider)
  return { folder, bucket, provider, disk: await openBucket(bucket) }
}

export function placeOf({ folder, bucket }: FileVault): VaultPlace {
  return { folder, bucket }
}
