import { describe, expect, it } from 'vitest'
import { MESSAGES, type MessageKind, type VariablesOf } from '../../domain/messages/templates.ts'
import { renderMessage } from './messages.ts'

const kinds = Object.keys(MESSAGES) as MessageKind[]
const filled = (kind: MessageKind, value: string) =>
  Object.fromEntries(MESSAGES[kind].variables.map((name) => [name, value])) as VariablesOf<MessageKind>

describe.each(kinds)('the message %s', (kind) => {
  it('says each of its variables, and has a subject only as a mail', () => {
    for (const name of MESSAGES[kind].variables) {
      const values = { ...filled(kind, '甲'), [name]: `乙${name}乙` }
      const { subject, text } = renderMessage(kind, values)
      expect(subject + text).toContain(`乙${name}乙`)
      expect(subject !== '').toBe(MESSAGES[kind].channel === 'mail')
    }
  })
  it('never carries a document number, phone or card in full, whatever its variables hold', () => {
    for (const canary of [
      '379901198506150027',
      '37990119900101123X',
      '19900000001',
      '6222020909003029',
      'ABC123456789012',
    ]) {
      const { subject, text } = renderMessage(kind, filled(kind, `某单位${canary}`))
      expect(subject + text).not.toContain(canary)
    }
  })
  it('stays one line and short whatever its variables hold', () => {
    const { subject, text } = renderMessage(kind, filled(kind, `a\r\nBcc: b\u2028${'长'.repeat(500)}`))
    expect(subject + (MESSAGES[kind].channel === 'sms' ? text : '')).not.toMatch(/[\r\n\u2028]/)
    expect(text.length).toBeLessThan(300)
  })
})

it('no variable of any message is named after what it must not hold', () => {
  for (const kind of kinds)
    for (const name of MESSAGES[kind].variables) expect(name).not.toMatch(/password|phone|mobile|id.?number|card/i)
})
