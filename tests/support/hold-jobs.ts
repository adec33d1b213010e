// A process that takes jobs of the queue given as argument and never ends them: to be killed.
import { startJobs } from '../../src/server/jobs/start-jobs.ts'

const [, , jobsUrl = ''] = process.argv

await startJobs({
  jobsUrl,
  concurrency: 1,
  log: console,
  tasks: {
    'hold-me': async ({ subject }) => {
      console.log(`holding ${subject}`)
      await new Promise(() => undefined)
    },
  },
})
