import { newAttempt } from './call-endpoint.ts'

type Chosen = Pick<File, 'name' | 'size' | 'lastModified'>

/** Keys of uploads of which nobody knows whether they came: the same file sent once more to the same place has the same. */
export type UploadAttempts = {
  readonly keyOf: (input: unknown, file: Chosen) => string
  /** It came, or was refused: the next one is another upload. */
  readonly settle: (input: unknown, file: Chosen) => void
  /** What came has been taken away since, so that the same file would be another upload. */
  readonly forget: () => void
}

/** `replaces`: each upload takes the place of the one before, which is over once another is sent. */
export function uploadAttempts({ replaces = false }: { readonly replaces?: boolean } = {}): UploadAttempts {
  const unknown = new Map<string, string>()
  // A file that is dropped again is another object, the same one by name, size and time.
  const uploadOf = (input: unknown, { name, size, lastModified }: Chosen) =>
    JSON.stringify([input, name, size, lastModified])
  return {
    keyOf: (input, file) => {
      const upload = uploadOf(input, file)
      const key = unknown.get(upload) ?? newAttempt()
      if (replaces) unknown.clear()
      unknown.set(upload, key)
      return key
    },
    settle: (input, file) => void unknown.delete(uploadOf(input, file)),
    forget: () => unknown.clear(),
  }
}
