import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { soonSaver } from './save-soon.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a draft is saved a moment after the last change', async () => {
  const sent: string[] = []
  const saver = soonSaver<string>(async (text) => sent.push(text))
  saver.change('a')
  saver.change('ab')
  expect([saver.state(), sent]).toEqual(['saving', []])
  await vi.advanceTimersByTimeAsync(600)
  expect([saver.state(), sent]).toEqual(['saved', ['ab']])
})

test('while one save is under way the next waits, and the last state wins', async () => {
  const sent: string[] = []
  let arrive: () => void = () => undefined
  const saver = soonSaver<string>((text) => {
    sent.push(text)
    return new Promise<void>((resolve) => (arrive = resolve))
  })
  saver.change('a')
  saver.flush()
  saver.change('ab')
  saver.flush()
  saver.change('abc')
  saver.flush()
  expect(sent).toEqual(['a'])
  arrive()
  await vi.advanceTimersByTimeAsync(0)
  expect([saver.state(), sent]).toEqual(['saving', ['a', 'abc']])
  arrive()
  await vi.advanceTimersByTimeAsync(0)
  expect(saver.state()).toBe('saved')
})

test('what could not be saved goes out with the next change, or not at all once it is not wanted', async () => {
  const sent: string[] = []
  let online = false
  const saver = soonSaver<string>(async (text) => {
    if (!online) throw new Error('offline')
    sent.push(text)
  })
  saver.change('a')
  await vi.advanceTimersByTimeAsync(600)
  expect([saver.state(), sent]).toEqual(['failed', []])
  online = true
  saver.flush()
  await vi.advanceTimersByTimeAsync(0)
  expect([saver.state(), sent]).toEqual(['saved', ['a']])
  saver.change('b')
  await saver.forget()
  await vi.advanceTimersByTimeAsync(600)
  expect(sent).toEqual(['a'])
})

test('what is not wanted any more waits for the save under way, and does not go out again where that fails', async () => {
  const sent: string[] = []
  let fail: (error: Error) => void = () => undefined
  const saver = soonSaver<string>((text) => {
    sent.push(text)
    return new Promise<void>((_, reject) => (fail = reject))
  })
  saver.change('a')
  saver.flush()
  const told: string[] = []
  const forgotten = saver.forget().then(() => told.push('forgotten'))
  await vi.advanceTimersByTimeAsync(0)
  expect(told).toEqual([])
  fail(new Error('decided meanwhile'))
  await forgotten
  saver.flush()
  await vi.advanceTimersByTimeAsync(600)
  expect([sent, told]).toEqual([['a'], ['forgotten']])
})
