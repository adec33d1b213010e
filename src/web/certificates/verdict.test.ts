import '../words/zh/certificates.ts'
import { expect, test } from 'vitest'
import { verdictOf } from './verdict.ts'

const paper = { superseded: false, ended: false, currentVersion: 2, lastDay: '2026-12-31' }

test('a letter is valid as long as it is the current version and its cover runs', () => {
  expect(verdictOf(paper, true)).toEqual({ tone: 'ok', sentences: ['有效：这是当前版本'] })
})

test('a letter whose cover is over is not called valid', () => {
  const ended = verdictOf({ ...paper, ended: true }, true)
  expect(ended).toEqual({ tone: 'warning', sentences: ['保障期已满：保障至 2026-12-31 止'] })
  const both = verdictOf({ ...paper, ended: true, superseded: true }, true)
  expect(both.sentences).toEqual(['已被替代：当前为第 2 版，请以当前版本为准', '保障期已满：保障至 2026-12-31 止'])
  expect(verdictOf({ ...paper, ended: true }, false).tone).toBe('warning')
})
