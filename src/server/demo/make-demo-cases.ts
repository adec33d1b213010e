import { sql } from 'kysely'
import { ROOT_INTERVAL } from '../../domain/organisations/tree.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { inTransaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { record } from '../journal.ts'
import type { Services } from '../services.ts'
import { DEMO_CASES, type DemoCase, type DemoStage } from './demo-cases.ts'
import { approveDemoCase, passDemoCase, payDemoCases, returnDemoCase } from './demo-deciding.ts'
import { acceptDemoCase, completeDemoMaterials, fillDemoSlots, submitDemoCase } from './demo-entering.ts'
import { demoHand, type DemoHand } from './demo-hand.ts'
import { demoHands } from './demo-people.ts'

/** Job that makes the cases of a new demo. */
export const MAKE_DEMO_CASES = 'make-demo-cases'

/** Whoever opens the first page comes first. */
const AFTER_SECONDS = 5

/** Asks for the cases, once a new demo can be visited. */
export async function askForDemoCases({ transactions, clock, demo }: Services): Promise<void> {
  if (!demo) return
  const begin = { kind: 'system', purpose: 'start' } as const
  await inTransaction(transactions, { begin, command: null, now: clock() }, (tx) =>
    enqueue(tx, { task: MAKE_DEMO_CASES, subject: newId(), afterSeconds: AFTER_SECONDS }),
  )
}

/** Officers of the first office through whose hands its cases go. */
const OFFICERS = { first: 'moyang', second: 'shenruo', maker: 'pangning', releaser: 'yanbing' } as const
type Hands = { readonly [Name in keyof typeof OFFICERS]: DemoHand }

/**
 * Brings work to every desk of the first office, by the commands that people use and in the name of the demo accounts. It
 * begins once: whatever a stop leaves half done is a case at an earlier stage.
 */
export async function makeDemoCases(services: Services, signal: AbortSignal): Promise<void> {
  if (!services.demo || !(await begins(services))) return
  const hands = {
    first: await demoHand(services, OFFICERS.first),
    second: await demoHand(services, OFFICERS.second),
    maker: await demoHand(services, OFFICERS.maker),
    releaser: await demoHand(services, OFFICERS.releaser),
  }
  for (const one of DEMO_CASES) {
    if (signal.aborted) return
    await makeCase(services, hands, one)
  }
}

/** Marks the beginning in the journal, which has it already where the job ran before. */
async function begins({ transactions, clock }: Services): Promise<boolean> {
  const begin = { kind: 'system', purpose: 'start' } as const
  return inTransaction(transactions, { begin, command: 'demo.make-cases', now: clock() }, async (tx) => {
    const { rows } = await sql`select 1 from journal where action = 'demo.make-cases' limit 1`.execute(tx.db)
    if (rows.length > 0) return false
    await record(tx, { action: 'demo.make-cases', place: ROOT_INTERVAL.low, facts: { cases: DEMO_CASES.length } })
    return true
  })
}

const STAGES: readonly DemoStage[] = ['materials', 'entry', 'submitted', 'passed', 'approved', 'paid']

async function makeCase(services: Services, hands: Hands, one: DemoCase): Promise<void> {
  const handler = await demoHand(services, demoHands(one.unit).handler)
  const id = await acceptDemoCase(services, handler, one)
  const reaches = (stage: DemoStage) => STAGES.indexOf(one.stage) >= STAGES.indexOf(stage)
  if (!reaches('entry')) return fillDemoSlots(services, handler, id, 1)
  await completeDemoMaterials(services, handler, id, one)
  if (reaches('submitted')) await submitCase(services, { ...hands, handler }, id, one)
  if (reaches('passed')) await passDemoCase(services, hands.first, id)
  if (reaches('approved')) await approveDemoCase(services, hands.second, id)
  if (reaches('paid')) await payDemoCases(services, hands, [id])
}

/** A case that came back once is entered and submitted anew. */
async function submitCase(
  services: Services,
  { handler, first }: Hands & { readonly handler: DemoHand },
  id: ClaimId,
  one: DemoCase,
): Promise<void> {
  if (one.firstCause !== undefined) {
    await submitDemoCase(services, handler, id, { ...one, cause: one.firstCause })
    await returnDemoCase(services, first, id)
  }
  await submitDemoCase(services, handler, id, one)
}
