import type { Command } from '../command-line.ts'
import { readConfig } from '../config.ts'
import { prepareDatabase } from './prepare-database.ts'

/** `migrate`: what every start does to the database, alone. */
export const migrateCommand: Command = {
  name: 'migrate',
  usage: '',
  summary: 'Brings the database to the state of this version',
  options: {},
  files: 0,
  async run({ say }) {
    const database = await prepareDatabase(readConfig(process.env), { attach: true, say, lost: () => undefined })
    await database.stop()
    const { applied } = database
    const lines = applied.length === 0 ? ['The database is up to date.'] : applied.map((name) => `applied ${name}`)
    return { data: { applied }, lines }
  },
}
