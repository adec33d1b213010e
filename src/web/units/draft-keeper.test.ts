import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { draftKeeper } from './draft-keeper.ts'

const DRAFT = 'AAAAAAAAAAAAAAAAAAAAAA'
const OTHER = 'BBBBBBBBBBBBBBBBBBBBBB'
const expired = { kind: 'refusal', refusal: { code: 'draft-expired' } }
const saved = { missing: [], problems: [], version: 1 }

/** Answers of the server in order, and what it was sent. */
function server(...answers: [number, unknown][]) {
  const sent: [string, unknown][] = []
  vi.stubGlobal('fetch', async (address: string, init: { body: string }) => {
    sent.push([address.replace('/api/registration/', ''), JSON.parse(init.body)])
    const [status, body] = answers.shift() ?? [500, {}]
    return new Response(JSON.stringify(body), { status })
  })
  return sent
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the draft of a registration', () => {
  it('is opened with the first thing filled in, and saved a moment later with all that came until then', async () => {
    const sent = server([200, { draft: DRAFT }], [200, saved])
    const keeper = draftKeeper(undefined, {})
    keeper.change({ name: 'A' })
    keeper.change({ name: 'AB' })
    expect(sent).toEqual([])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sent).toEqual([
      ['drafts', {}],
      ['draft/save', { draft: DRAFT, fields: { name: 'AB' } }],
    ])
    expect(keeper.keeping()).toMatchObject({ state: 'saved', token: DRAFT, saved: { name: 'AB' } })
  })

  it('is saved also where the page is left meanwhile', async () => {
    const outlives: unknown[] = []
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      outlives.push(init.keepalive)
      return new Response(JSON.stringify(saved))
    })
    const keeper = draftKeeper(DRAFT, {})
    keeper.change({ name: 'A' })
    await keeper.save()
    expect(outlives).toEqual([true])
  })

  it('is saved again where something changed while it was being saved', async () => {
    const sent = server([200, saved], [200, saved])
    const keeper = draftKeeper(DRAFT, {})
    keeper.change({ name: 'A' })
    const done = keeper.save()
    keeper.change({ name: 'B' })
    expect((await done).saved).toEqual({ name: 'B' })
    expect(sent).toHaveLength(2)
  })

  it('keeps what could not be saved for the next attempt', async () => {
    const sent = server([500, {}], [200, saved])
    const keeper = draftKeeper(DRAFT, {})
    keeper.change({ name: 'A' })
    await expect(keeper.save()).rejects.toThrow()
    expect(keeper.keeping().state).toBe('failed')
    await keeper.save()
    expect(keeper.keeping()).toMatchObject({ state: 'saved', saved: { name: 'A' } })
    expect(sent).toHaveLength(2)
  })

  it('that was returned never becomes another registration: it says that it is mended elsewhere, and keeps all', async () => {
    const sent = server([409, expired], [200, saved])
    const keeper = draftKeeper(DRAFT, {}, { returned: true })
    keeper.change({ name: 'A' })
    await expect(keeper.save()).rejects.toThrow()
    expect(keeper.keeping()).toMatchObject({ token: DRAFT, elsewhere: true, renewed: 0, state: 'failed' })
    expect(sent).toHaveLength(1)
    await keeper.save()
    expect(keeper.keeping().saved).toEqual({ name: 'A' })
  })

  it('goes on in another one where it lapsed, and says so', async () => {
    const sent = server([409, expired], [200, { draft: OTHER }], [200, saved])
    const keeper = draftKeeper(DRAFT, {})
    keeper.change({ name: 'A' })
    await keeper.save()
    expect(keeper.keeping()).toMatchObject({ token: OTHER, renewed: 1, state: 'saved' })
    expect(sent.at(-1)).toEqual(['draft/save', { draft: OTHER, fields: { name: 'A' } }])
  })
})
