import { expect, it } from 'vitest'
import type { Payee } from '../../domain/claims/claim-entry.ts'
import { relatedPayee } from './related-payee.ts'

const insured = { name: '王甲', idNumber: '379901198506150027', phone: '19900000001' }
const wife: Payee = {
  relation: 'spouse',
  name: '李四',
  idNumber: '379901198606150025',
  mobile: '19900000002',
  card: '6222020909003029',
  bank: '示例银行',
  branch: '城东支行',
}
const nothing = { card: '', bank: '', branch: '' }

it('back to 本人 takes neither card nor mobile of the other payee along', () => {
  expect(relatedPayee(wife, 'self', insured)).toEqual({
    ...nothing,
    relation: 'self',
    name: '王甲',
    idNumber: insured.idNumber,
    mobile: insured.phone,
  })
})

it('somebody else begins with nothing of the insured person', () => {
  expect(relatedPayee({ ...wife, relation: 'self' }, 'child', insured)).toEqual({
    ...nothing,
    relation: 'child',
    name: '',
    idNumber: '',
    mobile: '',
  })
})

it('a relation that was chosen wrongly among others is mended without typing again', () => {
  expect(relatedPayee(wife, 'parent', insured)).toEqual({ ...wife, relation: 'parent' })
  expect(relatedPayee({ ...wife, relation: 'self' }, 'self', insured)).toEqual({ ...wife, relation: 'self' })
})
