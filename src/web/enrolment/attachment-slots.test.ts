import { expect, test } from 'vitest'
import { attachmentSlots } from './attachment-slots.ts'
import type { EnrolmentDetail } from './enrolment-detail.ts'

type Given = Partial<{
  takesOverAge: boolean
  overAge: number
  kinds: EnrolmentDetail['attachments'][number]['kind'][]
}>

function slots({ takesOverAge = false, overAge = 0, kinds = [] }: Given, reasons: { field: string }[] = []) {
  const returnReasons = reasons.map(({ field }) => ({ step: 'submission', planCode: null, field, text: '请补充' }))
  const plans = [{ takesOverAge, overAge }]
  const attachments = kinds.map((kind) => ({ kind }))
  return attachmentSlots({ plans, attachments, returnReasons } as unknown as EnrolmentDetail)
}

test('超龄证明 has a slot before anybody is counted over age, since somebody may be by 完成', () => {
  expect(slots({})).toEqual(['social-insurance', 'other'])
  expect(slots({ takesOverAge: true })).toContain('over-age')
  expect(slots({ kinds: ['over-age'] })).toContain('over-age')
})

test('it has one where a reviewer asks for it', () => {
  expect(slots({}, [{ field: 'over-age' }])).toContain('over-age')
  expect(slots({}, [{ field: 'social-insurance' }])).not.toContain('over-age')
})
