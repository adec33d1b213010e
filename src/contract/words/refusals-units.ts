import { registrationFieldWords } from './registration-words.ts'
import type { RefusalWords } from './refusal-words.ts'

export const unitRefusals = {
  'credit-code-missing': () => '请填写统一社会信用代码',
  'credit-code-length': ({ length }) => `统一社会信用代码应为 18 位，现在是 ${length} 位`,
  'credit-code-character': ({ position, character }) =>
    `统一社会信用代码第 ${position} 位不能是“${character}”，请核对证书（不使用字母 I、O、S、V、Z，第 3 至 8 位为数字）`,
  'credit-code-check-digit': () => '校验位不对，请对照证书核对；确认无误请勾选后继续',
  'credit-code-registered': () => '该统一社会信用代码已注册，请不要重复注册；忘记账号或密码请点【忘记密码】',
  'credit-code-in-review': () => '该统一社会信用代码已有一份申请正在审核，请等候结果或致电经办机构',
  'agency-unknown': () => '请在机构树中选择隶属的办事处或经办机构',
  'mail-malformed': () => '邮箱格式不对，应如 name@example.com',
  'telephone-malformed': () => '座机格式不对，应如 0539-1234567',
  'registration-incomplete': ({ fields }) => `请先补全或更正：${registrationFieldWords(fields)}`,
  'registration-submitted': () => '申请已提交，正在审核，不能再修改',
  'draft-expired': () =>
    '草稿不存在、已过期（24 小时）或已在别处继续修改，请重新填写；已提交或退回的申请请用【查看进度】',
  'upload-quota-reached': () => '今天上传的文件太多，请明天再试或致电经办机构',
  'own-registration': () => '不能审核自己提交的申请，请由其他人员审核',
  'change-empty': () => '没有任何改动，请先修改再提交',
  'change-pending': () => '已有一份变更正在审核，请等候结果',
  'change-first': () => '该单位有一份变更正在审核，请先在【变更审核】中通过或退回，再更换经办人或手机号',
  'handler-same': () => '证件号码与现任经办人相同：手机号变了的，请用【更换手机号】',
  'handler-ended': () => '现任经办人的账号已停用，请用【更换经办人】',
  'handler-own': () => '不能更换自己的账号，也不能把自己登记为经办人，请由另一位人员操作',
  'change-reason-missing': () => '退回时请写明原因',
  'contact-incomplete': () => '更换经办人需同时填写姓名、证件号码和手机号；只更正姓名的，请填写本人现在登记的证件号码',
  'password-needed': () => '更换经办人或手机号需再次输入登录密码',
} satisfies RefusalWords
