import { createRequire } from 'node:module'

/** A package of bench/package.json, which may not be installed where types are checked; `T` says what is used of it. */
export function peer<T>(name: string): T {
  return createRequire(import.meta.url)(name) as T
}
