import type { RefusalWords } from './refusal-words.ts'

export const organisationRefusals = {
  'organisation-full': () => '该机构下已没有可用位置，请在上级新建下级机构后再试',
  'organisation-below-wrong-kind': () => '办事处只能设在总会或办事处下，经办机构只能设在总会、办事处或经办机构下',
  'organisation-code-used': ({ taken }) => `机构编码 ${taken} 已被使用，请换一个`,
  'desks-of-unit-only': () => '“单位经办人”岗位只属于会员单位',
  'desks-not-for-unit': () => '会员单位的账号只能是“单位经办人”',
  'audit-stands-alone': () => '审计岗位不能兼任其他岗位',
} satisfies RefusalWords
