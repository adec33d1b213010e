import { expect, it } from 'vitest'
import { imageFindings, inOrder, invoiceFindings, poorImageFindings, type AlikeImage } from './review-findings.ts'

const image = (change: Partial<AlikeImage>): AlikeImage => ({
  materialId: 'm',
  kind: 'invoice',
  distance: 0,
  samePerson: false,
  other: null,
  ...change,
})

it('equal pixels are a strong sign, alike ones a weak one, and unlike ones none', () => {
  const levels = imageFindings([image({}), image({ distance: 4 }), image({ distance: 5 })]).map(({ level }) => level)
  expect(levels).toEqual(['strong', 'weak'])
  expect(imageFindings([])).toEqual([{ code: 'image-fine', level: 'fine', facts: {} }])
})

it('the same identity card in another case of the same person is none, of another person it is', () => {
  const card = image({ kind: 'identity-card-front' })
  expect(imageFindings([{ ...card, samePerson: true }]).map(({ code }) => code)).toEqual(['image-fine'])
  expect(imageFindings([card]).map(({ code }) => code)).toEqual(['image-equal'])
})

it('an image that is blurred or cut is worth a look, one that is only dark or small is no finding', () => {
  const images = (['blurred', 'cut', 'dark', 'small'] as const).map((hint) => ({ id: hint, name: '', hints: [hint] }))
  expect(poorImageFindings(images)).toMatchObject([
    { level: 'weak', materialId: 'blurred', facts: { blurred: 1 } },
    { level: 'weak', materialId: 'cut', facts: { blurred: 0 } },
  ])
})

it('an invoice of another person comes before one that the person may use again', () => {
  const uses = [
    { path: 'sheets.0.invoiceNumber', otherPerson: false, number: 'CL1' },
    { path: 'sheets.1.invoiceNumber', otherPerson: true, number: null },
  ]
  expect(inOrder(invoiceFindings(uses)).map(({ code }) => code)).toEqual([
    'invoice-other-person',
    'invoice-same-person',
  ])
  expect(invoiceFindings([])).toEqual([{ code: 'invoice-fine', level: 'fine', facts: {} }])
})
