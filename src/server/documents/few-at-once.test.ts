import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { fewAtOnce } from './few-at-once.ts'

it('runs no more than the limit at the same time, in order, also when some fail', async () => {
  const run = fewAtOnce(2)
  const started: number[] = []
  let running = 0
  let most = 0
  const all = await Promise.allSettled(
    Array.from({ length: 9 }, (_, at) =>
      run(async () => {
        started.push(at)
        running += 1
        most = Math.max(most, running)
        await sleep(2)
        running -= 1
        if (at % 3 === 0) throw new Error('failed')
      }),
    ),
  )
  expect(most).toBe(2)
  expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  expect(all.filter((one) => one.status === 'rejected')).toHaveLength(3)
})
