import type { IdRefusal } from '../../domain/shared/id-number.ts'
import type { NameRefusal } from '../../domain/shared/person-name.ts'
import type { PhoneRefusal } from '../../domain/shared/phone.ts'
import type { RefusalWords } from './refusal-words.ts'

export const personRefusals = {
  'name-missing': () => '请填写姓名',
  'name-has-other-characters': ({ found }) => `姓名含有不能使用的字符${found === '' ? '' : `“${found}”`}，请按证件填写`,
  'id-missing': () => '请填写证件号码',
  'id-malformed': ({ length }) => `证件号码格式不对（现有 ${length} 个字符），请对照证件核对`,
  'id-of-15-digits': ({ suggested }) =>
    suggested === ''
      ? '这是 15 位旧号码，请填写 18 位号码'
      : `这是 15 位旧号码，请填写 18 位号码（推算为 ${suggested}）`,
  'id-of-no-province': () => '证件号码前两位不是任何省份的代码，请对照证件核对',
  'wrong-check-digit': () => '证件号码校验位不对，至少有一位写错，请对照证件改正',
  'impossible-birth-date': () => '证件号码中的出生日期不存在，请对照证件改正',
  'phone-missing': () => '请填写手机号',
  'phone-malformed': () => '手机号格式不对，应为 1 开头的 11 位数字',
} satisfies RefusalWords<(IdRefusal | NameRefusal | PhoneRefusal)['code']>
