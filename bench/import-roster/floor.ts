import { readFileSync } from 'node:fs'
import { createInflateRaw } from 'node:zlib'
import pg from 'pg'
import { fromBufferPromise } from 'yauzl'
import { copyInto } from '../../src/server/db/copy-rows.ts'
import { newId } from '../../src/server/db/uuid.ts'
import { openRun } from './database.ts'
import { finishedRows } from './finished-rows.ts'
import { FLOOR_TABLES } from './seed.ts'

/** Unpack the file and look at every byte once, then COPY finished rows by the owner, in one transaction. */
export async function importFloor(folder: string, roster: string): Promise<Record<string, number>> {
  const run = await openRun(folder)
  const finished = finishedRows(run.association.unitId, newId())
  const owner = new pg.Client({ connectionString: run.ownerUrl })
  await owner.connect()
  const started = performance.now()
  await lookAtEveryByte(roster)
  await owner.query('begin')
  for (const table of FLOOR_TABLES) {
    const { columns, rows } = finished.get(table) ?? { columns: [], rows: [] }
    const copy = copyInto(owner, `floor_${table}`, columns)
    for (const row of rows) if (!copy.add(row)) await copy.flush()
    await copy.end()
  }
  await owner.query('commit')
  const seconds = (performance.now() - started) / 1000
  await owner.end()
  await run.stop()
  return { seconds }
}

async function lookAtEveryByte(path: string): Promise<number> {
  const bytes = readFileSync(path)
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false })
  let sum = 0
  for await (const entry of zip.eachEntry()) {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
    const inflate = createInflateRaw({ chunkSize: 65_536 })
    inflate.end(bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize))
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      for (let i = 0; i < chunk.length; i += 1) sum = (sum + (chunk[i] as number)) | 0
    }
  }
  return sum
}
