import { describe, expect, it } from 'vitest'
import { slotByFileName } from './material-name.ts'

const SLOTS = ['身份证人像面', '身份证国徽面', '本人银行卡', '医保结算单', '出院记录', '入院记录', '医疗费用发票'].map(
  (name) => ({ name }),
)

describe('the name of a file', () => {
  it.each([
    ['张三 出院记录2.jpg', '出院记录'],
    ['结算单-1.PNG', '医保结算单'],
    ['银行卡.jpg', '本人银行卡'],
    ['身份证 国徽面.jpeg', '身份证国徽面'],
    ['住院发票.jpg', '医疗费用发票'],
  ])('%s speaks of %s', (fileName, name) => {
    expect(slotByFileName(fileName, SLOTS)?.name).toBe(name)
  })
  it.each(['IMG_20261128_091200.jpg', '微信图片.jpg', '身份证.jpg', '.jpg', '记录.jpg', ''])(
    '%s speaks of none',
    (fileName) => {
      expect(slotByFileName(fileName, SLOTS)).toBeUndefined()
    },
  )
})
