import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Names the tables that the migrations make: a database that others made is made anew. */
export function schemaHash(): string {
  const folder = join(import.meta.dirname, '../../migrations')
  const hash = createHash('sha256')
  for (const file of readdirSync(folder).toSorted()) hash.update(file).update(readFileSync(join(folder, file)))
  return hash.digest('hex')
}
