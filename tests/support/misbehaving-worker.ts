// A worker that does what its input says, for the tests of `runInWorker`.
import { unreadable } from '../../src/server/workbooks/cells.ts'
import { serveWorker } from '../../src/server/workbooks/serve-worker.ts'

serveWorker<string, number, string>(async (input, send) => {
  if (input === 'hang') for (;;);
  if (input === 'swell') for (const kept: string[][] = []; ;) kept.push(Array.from({ length: 1_000 }, (_, n) => `${n}`))
  if (input === 'refuse') throw unreadable({ code: 'no-sheet' })
  if (input === 'fail') throw new Error('broken')
  if (input === 'vanish') process.exit(0)
  if (input !== 'stream') return input
  for (let count = 0; count < 20; count += 1) await send(count)
  return 'streamed'
})
