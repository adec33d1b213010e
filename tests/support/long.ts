/** How often a kill or a race is repeated: a little in `npm test`, thoroughly in `npm run test:long`. */
export function rounds<T>(everyday: T, long: T): T {
  return process.env['HUZHU_LONG'] === '1' ? long : everyday
}

/** Time for a test in its long form, in ms. */
export const LONGEST = 900_000
