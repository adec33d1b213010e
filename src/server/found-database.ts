import { inviteFirstAdministrator } from './accounts/invite-first-administrator.ts'
import { getMaterials } from './claims/read-materials.ts'
import { saveFacts } from './database-facts.ts'
import { inTransaction } from './db/transaction.ts'
import { prepareDemo, seedDemo } from './demo/seed-demo.ts'
import { record } from './journal.ts'
import { loadCatalogue } from './plans/plan-store.ts'
import { readCatalogue } from './plans/read-catalogue.ts'
import type { Services } from './services.ts'

/** Writes what a new database is, in one transaction: a start that is killed here begins again. */
export async function foundDatabase(services: Services): Promise<void> {
  const { transactions, clock, keys, demo } = services
  const material = demo ? await prepareDemo(services) : undefined
  const request = { begin: { kind: 'system', purpose: 'start' }, command: 'database.found', now: clock() } as const
  await inTransaction(transactions, { ...request, pace: 'bulk' }, async (tx) => {
    await saveFacts(tx, demo, keys)
    if (material) await seedDemo(tx, services, material)
    await record(tx, { action: 'database.found', facts: { demo } })
  })
}

/** The link for the first administrator of a database without demo data, until somebody has used it. */
export async function inviteAdministrator(services: Services): Promise<string | undefined> {
  const request = {
    begin: { kind: 'system', purpose: 'start' },
    command: 'account.invite-first',
    now: services.clock(),
  } as const
  return inTransaction(services.transactions, request, (tx) => inviteFirstAdministrator(tx, services))
}

/** Adds the plan versions that this program brings and the database lacks; a list of materials that is wrong stops here. */
export async function bringCatalogue({ transactions, clock }: Services): Promise<void> {
  const catalogue = await readCatalogue()
  await getMaterials()
  const request = {
    begin: { kind: 'system', purpose: 'start' },
    command: 'plans.load-catalogue',
    now: clock(),
  } as const
  await inTransaction(transactions, request, (tx) => loadCatalogue(tx, catalogue))
}
