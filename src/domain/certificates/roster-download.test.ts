import { expect, test } from 'vitest'
import { judgeRosterDownload } from './roster-download.ts'

const wish = { people: 1_001, ofOwnUnit: false, reason: ' ' }

test('more than 1,000 people leave with a reason only, except those of the unit itself', () => {
  expect(judgeRosterDownload(wish)).toMatchObject({
    ok: false,
    refusal: { code: 'roster-needs-reason', people: 1_001, most: 1_000 },
  })
  expect(judgeRosterDownload({ ...wish, reason: ' 年度核对 ' })).toMatchObject({ ok: true, value: '年度核对' })
  expect(judgeRosterDownload({ ...wish, people: 1_000 })).toMatchObject({ ok: true, value: '' })
  expect(judgeRosterDownload({ ...wish, ofOwnUnit: true })).toMatchObject({ ok: true, value: '' })
})
