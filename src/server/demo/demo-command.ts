import { getEntrance } from '../accounts/entrance.ts'
import { bringDictionaries } from '../claims/bring-dictionaries.ts'
import { CannotStart } from '../cannot-start.ts'
import type { Command } from '../command-line.ts'
import { inTransaction } from '../db/transaction.ts'
import { bringCatalogue, foundDatabase } from '../found-database.ts'
import type { Services } from '../services.ts'
import { withServices } from '../with-services.ts'
import { bringCalendars } from '../work-pool/import-calendar.ts'
import { askForDemoCases } from './make-demo-cases.ts'

/** `demo`: makes the demo association in a database that holds nothing yet, and lists its accounts. */
export const demoCommand: Command = {
  name: 'demo',
  usage: '',
  summary: 'Makes the demo association in a new database, and lists its accounts',
  options: {},
  files: 0,
  run: ({ say }) =>
    withServices(
      say,
      async ({ services, isNew }) => {
        if (isNew) await makeDemo(services)
        if (!services.demo) {
          throw new CannotStart(
            'This database is in use without demo data: set HUZHU_VAR or DATABASE_URL to a new one.',
          )
        }
        const accounts = await listAccounts(services)
        const lines = accounts.map(
          ({ userName, password, title }) => `${userName.padEnd(14)}${password.padEnd(28)}${title}`,
        )
        return { data: { made: isNew, accounts }, lines }
      },
      { demo: true },
    ),
}

async function makeDemo(services: Services): Promise<void> {
  await bringCatalogue(services)
  await bringCalendars(services)
  await foundDatabase(services)
  await bringDictionaries(services)
  await askForDemoCases(services)
}

async function listAccounts(services: Services) {
  const request = { begin: { kind: 'system', purpose: 'command-line' }, command: null, now: services.clock() } as const
  return (await inTransaction(services.transactions, request, (tx) => getEntrance(tx, services))).demoAccounts
}
