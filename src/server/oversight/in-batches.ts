export const AT_A_TIME = 1_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Rows by a growing key, a thousand at a time, so that what is held at once does not grow with how many there are. */
export async function* inBatches<Row>(
  keyOf: (row: Row) => string,
  read: (after: string) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  for (let after = FIRST; ;) {
    const rows = await read(after)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < AT_A_TIME) return
    after = keyOf(last)
  }
}
