import { accountTasks } from './accounts/tasks.ts'
import { certificateTasks } from './certificates/tasks.ts'
import { claimTasks } from './claims/tasks.ts'
import { makeMonths } from './db/make-months.ts'
import { demoTasks } from './demo/tasks.ts'
import type { NightlyTask, Task } from './jobs/start-jobs.ts'
import { fileTasks } from './files/tasks.ts'
import { readWholeFile } from './files/read-whole-file.ts'
import { messageTasks } from './messages/tasks.ts'
import { enrolmentTasks } from './enrolment/tasks.ts'
import { oversightTasks } from './oversight/tasks.ts'
import { unitTasks } from './units/tasks.ts'
import type { Services } from './services.ts'

/** What one capability does outside of requests: the jobs it enqueues, and what it does every night. */
export type Tasks = {
  readonly tasks?: Readonly<Record<string, Task>>
  readonly nightly?: Readonly<Record<string, NightlyTask>>
}

const capabilities: readonly ((services: Services) => Tasks)[] = [
  monthTasks,
  // One a line, in the order of the capabilities.
  (services) => messageTasks(services, (id) => readWholeFile(services, id)),
  fileTasks,
  accountTasks,
  unitTasks,
  enrolmentTasks,
  certificateTasks,
  claimTasks,
  oversightTasks,
  demoTasks,
]

/** What every capability writes into is there before the month begins. */
function monthTasks({ transactions, clock }: Services): Tasks {
  return {
    nightly: { 'make-months': { hour: 1, minute: 10, run: () => makeMonths(transactions.database, clock()) } },
  }
}

/** Every job with the function behind it, in the order of the capabilities. */
export function tasksOf(services: Services): Required<Tasks> {
  const all = capabilities.map((tasks) => tasks(services))
  return {
    tasks: Object.assign({}, ...all.map(({ tasks }) => tasks)) as Required<Tasks>['tasks'],
    nightly: Object.assign({}, ...all.map(({ nightly }) => nightly)) as Required<Tasks>['nightly'],
  }
}
