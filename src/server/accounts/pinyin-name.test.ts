import { describe, expect, it } from 'vitest'
import { proposedUserName } from '../../domain/accounts/user-name.ts'
import { readName } from './pinyin-name.ts'

const userName = (name: string) => {
  const proposed = proposedUserName(readName(name))
  return proposed.ok ? proposed.value : proposed.refusal.code
}

describe('the user name of a handler', () => {
  it.each([
    ['张三', 'zhangsan'],
    ['单小芳', 'shanxiaofang'],
    ['曾明', 'zengming'],
    ['解小东', 'xiexiaodong'],
    ['仇和平', 'qiuheping'],
    ['区志强', 'ouzhiqiang'],
    ['查小良', 'zhaxiaoliang'],
    ['翟天一', 'zhaitianyi'],
    ['朴素', 'piaosu'],
    ['盖叫天', 'gejiaotian'],
    ['吕布', 'lvbu'],
    ['尉迟恭', 'yuchigong'],
    ['尉健', 'weijian'],
    ['万俟明', 'moqiming'],
    ['万里', 'wanli'],
    ['长孙无忌', 'zhangsunwuji'],
    ['欧阳修', 'ouyangxiu'],
    ['欧阳', 'ouyang'],
    ['单于明', 'chanyuming'],
    ['任重', 'renzhong'],
    ['陈曾', 'chenceng'],
    ['李重庆', 'lichongqing'],
  ])('%s is %s', (name, expected) => {
    expect(userName(name)).toBe(expected)
  })
  it('reads names of other peoples as they are written', () => {
    expect(userName('买买提·吐尔逊')).toBe('maimaitituerxun')
    expect(userName('单增·曲扎')).toBe('danzengquzha')
    expect(userName('Jean-Luc O’Neil')).toBe('jeanluconeil')
    expect(userName('José')).toBe('jose')
  })
  it('leaves out characters that no dictionary reads', () => {
    expect(userName('张𬱖')).toMatch(/^zhang/)
    expect(userName('𪚥')).toBe('name-without-reading')
  })
})
