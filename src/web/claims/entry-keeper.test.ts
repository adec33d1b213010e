import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newClaimEntry, type ClaimEntry } from '../../domain/claims/claim-entry.ts'
import { CallFailed } from '../shared/call-endpoint.ts'
import { entryKeeper } from './entry-keeper.ts'

const begun = newClaimEntry('2026-12-12')
const named = (name: string) => (entry: ClaimEntry) => ({ ...entry, payee: { ...entry.payee, name } })
const answer = (version: number) => ({
  version,
  entryVersion: 0,
  missing: [],
  findings: [],
  heldUntil: '2026-12-21T02:00:00.000Z',
})
const refusal = (code: string) => new CallFailed({ kind: 'refusal', refusal: { code } }, code)

describe('an entry that is kept as it is typed', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const keeperOf = (send: Parameters<typeof entryKeeper>[1]) =>
    entryKeeper({ entry: begun, version: 0, entryVersion: 0, heldUntil: undefined }, send)

  it('is saved once for what was typed in one go, with the version that came last', async () => {
    const send = vi.fn((version: number, _entry: ClaimEntry) => Promise.resolve(answer(version + 1)))
    const keeper = keeperOf(send)
    keeper.change(named('王'))
    keeper.change(named('王甲'))
    expect(keeper.keeping().state).toBe('unsaved')
    await vi.advanceTimersByTimeAsync(2_000)
    keeper.change(named('王乙'))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(send.mock.calls.map(([version, { payee }]) => [version, payee.name])).toEqual([
      [0, '王甲'],
      [1, '王乙'],
    ])
    expect(keeper.keeping()).toMatchObject({ state: 'saved', version: 2, heldUntil: answer(2).heldUntil })
  })
  it('is saved again where it changed while it was being saved', async () => {
    const sent: string[] = []
    const keeper = keeperOf(async (version, { payee }) => {
      sent.push(payee.name)
      if (sent.length === 1) keeper.change(named('王乙'))
      return answer(version + 1)
    })
    keeper.change(named('王甲'))
    await keeper.save()
    expect(sent).toEqual(['王甲', '王乙'])
    expect(keeper.keeping().entry.payee.name).toBe('王乙')
  })
  it('stays on the page and is sent no more once the case is lost', async () => {
    const send = vi.fn(() => Promise.reject(refusal('held-by-other')))
    const keeper = keeperOf(send)
    keeper.change(named('王甲'))
    await expect(keeper.save()).rejects.toThrow()
    keeper.change(named('王乙'))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(send).toHaveBeenCalledTimes(1)
    expect(keeper.keeping()).toMatchObject({ state: 'lost', entry: { payee: { name: '王乙' } } })
  })
  it('is tried again with the next change after the line was lost', async () => {
    let online = false
    const keeper = keeperOf((version) =>
      online ? Promise.resolve(answer(version + 1)) : Promise.reject(new CallFailed({ kind: 'offline' }, 'offline')),
    )
    keeper.change(named('王甲'))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(keeper.keeping().state).toBe('failed')
    online = true
    await keeper.save()
    expect(keeper.keeping()).toMatchObject({ state: 'saved', version: 1 })
  })
  it('goes out at once where the page is left, also after the line was lost', async () => {
    let online = true
    const sent: string[] = []
    const keeper = keeperOf(async (version, { payee }) => {
      if (!online) throw new CallFailed({ kind: 'offline' }, 'offline')
      sent.push(payee.name)
      return answer(version + 1)
    })
    keeper.change(named('王甲'))
    await keeper.flush()
    online = false
    keeper.change(named('王乙'))
    await keeper.flush()
    expect(keeper.keeping().state).toBe('failed')
    online = true
    await keeper.flush()
    await keeper.flush()
    expect(sent).toEqual(['王甲', '王乙'])
  })
  it('does not go out where the page is left once the case is lost or submitted', async () => {
    const send = vi.fn((_version: number, _entry: ClaimEntry) => Promise.reject(refusal('held-by-other')))
    const lost = keeperOf(send)
    lost.change(named('王甲'))
    await lost.flush()
    await lost.flush()
    expect(send).toHaveBeenCalledTimes(1)
    const submitted = keeperOf(send)
    submitted.stop()
    submitted.change(named('王乙'))
    await submitted.flush()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(send).toHaveBeenCalledTimes(1)
  })
  it('renews the hold without a change only where that is wanted', async () => {
    const send = vi.fn((version: number) => Promise.resolve(answer(version)))
    const keeper = keeperOf(send)
    await keeper.save()
    expect(send).not.toHaveBeenCalled()
    await keeper.save(true)
    expect(send).toHaveBeenCalledTimes(1)
  })
  it('repeats a save whose answer was lost as it was, and then sends what was typed since', async () => {
    const kept: [number, string, string][] = []
    let lines = 0
    const keeper = keeperOf(async (version, { payee }, attempt) => {
      kept.push([version, payee.name, attempt])
      lines += 1
      // The server keeps it; its answer does not arrive, and then comes from a proxy.
      if (lines === 1) throw new CallFailed({ kind: 'offline' }, 'offline')
      if (lines === 2) throw new CallFailed({ kind: 'fault', reference: '' }, '502')
      if (version === 0 && attempt !== kept[0]?.[2]) throw refusal('entry-changed')
      return answer(version + 1)
    })
    keeper.change(named('王甲'))
    await vi.advanceTimersByTimeAsync(2_000)
    keeper.change(named('王乙'))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(keeper.keeping().state).toBe('failed')
    await keeper.flush()
    expect(kept.map(([version, name]) => [version, name])).toEqual([
      [0, '王甲'],
      [0, '王甲'],
      [0, '王甲'],
      [1, '王乙'],
    ])
    expect(new Set(kept.map(([, , attempt]) => attempt)).size).toBe(2)
    expect(keeper.keeping()).toMatchObject({ state: 'saved', version: 2 })
  })
  it('is not sent twice where the repeated save was all there is', async () => {
    const send = vi.fn((version: number) => Promise.resolve(answer(version + 1)))
    send.mockRejectedValueOnce(new CallFailed({ kind: 'offline' }, 'offline'))
    const keeper = keeperOf(send)
    keeper.change(named('王甲'))
    await keeper.flush()
    await keeper.flush()
    await keeper.flush()
    expect(send).toHaveBeenCalledTimes(2)
    expect(keeper.keeping()).toMatchObject({ state: 'saved', version: 1 })
  })
})

describe('what the server says of an entry', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const lack = { path: 'material.diagnosis', about: 'material' as const, sentence: '请上传' }
  const judging = (version: number) => ({ version, entryVersion: 0, missing: [lack], findings: [] })
  const keeperOf = (send: Parameters<typeof entryKeeper>[1]) =>
    entryKeeper({ entry: begun, version: 3, entryVersion: 0, heldUntil: undefined }, send)
  const saving = () => vi.fn((version: number, _entry: ClaimEntry) => Promise.resolve(answer(version + 1)))

  it('is taken over where it is of the entry that this page has', async () => {
    const keeper = keeperOf(saving())
    expect(await keeper.judged(judging(3))).toBe('current')
    expect(keeper.keeping()).toMatchObject({ version: 3, missing: [lack] })
    expect(await keeper.judged(judging(2))).toBe('current')
  })
  it('has the case opened anew where it was saved elsewhere and nothing is typed here', async () => {
    const keeper = keeperOf(saving())
    expect(await keeper.judged(judging(4))).toBe('elsewhere')
    expect(keeper.keeping()).toMatchObject({ version: 3, missing: [] })
  })
  it('never lets what is typed here replace what was saved elsewhere', async () => {
    const send = saving()
    const keeper = keeperOf(send)
    keeper.change(named('王甲'))
    expect(await keeper.judged(judging(4))).toBe('lost')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(send).not.toHaveBeenCalled()
    expect(keeper.keeping()).toMatchObject({ state: 'lost', version: 3, entry: { payee: { name: '王甲' } } })
  })
  it('waits for a save that is under way, which is this page’s own', async () => {
    const keeper = keeperOf(saving())
    keeper.change(named('王甲'))
    const saved = keeper.save()
    expect(await keeper.judged(judging(4))).toBe('current')
    expect((await saved).version).toBe(4)
    const broken = keeperOf(() => Promise.reject(new CallFailed({ kind: 'offline' }, 'offline')))
    broken.change(named('王甲'))
    await broken.flush()
    expect(await broken.judged(judging(4))).toBe('current')
    expect(broken.keeping()).toMatchObject({ state: 'failed', version: 3 })
  })
})
