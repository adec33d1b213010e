import { describe, expect, it } from 'vitest'
import { runInWorker } from './run-in-worker.ts'

const ENTRY = new URL('../../../tests/support/misbehaving-worker.ts', import.meta.url)
const run = (input: string, changed: Partial<Parameters<typeof runInWorker<string, number>>[0]> = {}) =>
  runInWorker<string, number>({ entry: ENTRY, input, ...changed })

describe('a task in a worker', () => {
  it('answers its result', async () => {
    expect(await run('answer')).toEqual({ ok: true, value: 'answer' })
  })

  it('is killed and told when it takes too long', async () => {
    expect(await run('hang', { seconds: 0.3 })).toEqual({ ok: false, refusal: { code: 'took-too-long' } })
  })

  it('is killed and told when it takes too much memory', async () => {
    const refused = { ok: false, refusal: { code: 'took-too-much-memory' } }
    expect(await run('swell', { heapMegabytes: 32 })).toEqual(refused)
  })

  it('gives its refusal as a value and its faults as faults', async () => {
    expect(await run('refuse')).toEqual({ ok: false, refusal: { code: 'no-sheet' } })
    await expect(run('fail')).rejects.toThrow('broken')
    await expect(run('vanish')).rejects.toThrow('ended without an answer')
  })

  it('ends when it is called off', async () => {
    const calledOff = new AbortController()
    const running = run('hang', { signal: calledOff.signal })
    setTimeout(() => calledOff.abort(new Error('called off')), 100)
    await expect(running).rejects.toThrow('called off')
    await expect(run('answer', { signal: calledOff.signal })).rejects.toThrow('called off')
  })

  it('has its messages dealt with one by one, all before its result', async () => {
    const heard: number[] = []
    let dealing = 0
    let most = 0
    const outcome = await run('stream', {
      async onMessage(count) {
        heard.push(count)
        dealing += 1
        most = Math.max(most, dealing)
        await new Promise((resolve) => setTimeout(resolve, 5))
        dealing -= 1
      },
    })
    expect(outcome).toEqual({ ok: true, value: 'streamed' })
    expect(heard).toEqual(Array.from({ length: 20 }, (_, n) => n))
    expect(most).toBe(1)
  })
})
