import type { RegistrationSubject } from '../../domain/units/registration-fields.ts'

/** Names of the fields and documents of 单位注册, as its page has them. */
export const REGISTRATION_WORDS: { readonly [Subject in RegistrationSubject]: string } = {
  creditCode: '统一社会信用代码',
  name: '单位名称',
  kind: '单位性质',
  industry: '行业',
  address: '地址',
  agencyId: '隶属机构',
  staffCount: '职工总数',
  womenCount: '在职女职工数',
  unionName: '工会名称',
  unionCreditCode: '工会统一社会信用代码',
  unionChair: '工会主席',
  contactName: '经办人姓名',
  contactIdNumber: '经办人证件号码',
  contactPhone: '经办人手机号',
  contactTelephone: '经办人座机',
  contactMail: '经办人邮箱',
  userName: '用户名',
  'credit-code-certificate': '统一社会信用代码证书',
  'union-certificate': '工会法人资格证书',
}

/** Field names of a refusal, joined by 、, as their words. */
export function registrationFieldWords(joined: string | number | undefined): string {
  const words: Readonly<Record<string, string>> = REGISTRATION_WORDS
  return String(joined ?? '')
    .split('、')
    .map((field) => words[field] ?? field)
    .join('、')
}
