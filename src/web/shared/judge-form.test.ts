import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { line } from '../../contract/primitives.ts'
import { createFormStore, type Control } from './form-store.ts'
import { givenOf, judgeForm } from './judge-form.ts'

const schema = z.strictObject({
  name: line(4),
  heads: z.int().check(z.minimum(1)),
  kind: z.enum(['paper', 'electronic']),
  remark: z.optional(line(10)),
})
const errorsOf = (raw: Record<string, unknown>, messages = {}) => {
  const judged = judgeForm(schema, givenOf(raw, new Set(['heads'])), messages)
  return judged.ok ? judged.values : Object.fromEntries(judged.errors)
}

describe('a form', () => {
  it('reads whole numbers from text and leaves empty text out', () => {
    expect(errorsOf({ name: '甲', heads: ' 12 ', kind: 'paper', remark: '' })).toEqual({
      name: '甲',
      heads: 12,
      kind: 'paper',
    })
  })

  it('says per field what is missing or wrong', () => {
    expect(errorsOf({ name: '', heads: '0', kind: '', remark: '一二三四五六七八九十一' })).toEqual({
      name: '请填写',
      heads: '不能小于 1',
      kind: '请选择一项',
      remark: '最多 10 个字',
    })
    expect(errorsOf({ name: '甲', heads: 'x', kind: 'paper' })).toEqual({ heads: '填写不正确' })
  })

  it('uses a sentence of its own where a value does not fit, and keeps to 请填写 where there is none', () => {
    const messages = { name: '名称最多四个字' }
    expect(errorsOf({ name: '一二三四五', heads: '1', kind: 'paper' }, messages)).toEqual({ name: '名称最多四个字' })
    expect(errorsOf({ heads: '1', kind: 'paper' }, messages)).toEqual({ name: '请填写' })
  })

  it('judges what the schema cannot say after the schema', () => {
    const check = () => ({ name: 'taken', heads: undefined })
    const judged = judgeForm(schema, { name: '甲', heads: 1, kind: 'paper' }, {}, check)
    expect(judged.ok ? [] : [...judged.errors]).toEqual([['name', 'taken']])
  })
})

describe('the values of a form', () => {
  const control = (held: Partial<HTMLInputElement>) => ({ type: 'text', value: '', checked: false, ...held }) as Control
  const tick = (box: Control) => (box as HTMLInputElement).checked

  it('are shown by every kind of control and taken over from it', () => {
    const store = createFormStore({ name: '甲', sure: true, kind: 'paper' })
    const name = control({})
    const sure = control({ type: 'checkbox' })
    const paper = control({ type: 'radio', value: 'paper' })
    const electronic = control({ type: 'radio', value: 'electronic' })
    store.attach('name', name)
    store.attach('sure', sure)
    store.attach('kind', paper)
    store.attach('kind', electronic)
    expect([name.value, tick(sure), tick(paper), tick(electronic)]).toEqual(['甲', true, true, false])
    store.take('kind', electronic)
    store.take('sure', control({ type: 'checkbox', checked: false }))
    expect(store.values()).toEqual({ name: '甲', sure: false, kind: 'electronic' })
    store.reset()
    expect([name.value, tick(sure), tick(electronic)]).toEqual(['甲', true, false])
  })

  it('begin with the first choice of a list that has no empty one', () => {
    const store = createFormStore({})
    store.attach('kind', control({ type: 'select-one', value: 'agency' }))
    expect(store.values()).toEqual({ kind: 'agency' })
  })

  it('are no longer written to a control that has gone', () => {
    const store = createFormStore({})
    const gone = control({})
    store.attach('name', gone)()
    store.setValue('name', '乙')
    expect(gone.value).toBe('')
  })
})
