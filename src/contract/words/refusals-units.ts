import type { RefusalWords } from './refusals.ts'

export const unitRefusals = {
  'credit-code-missing': () => '请填写统一社会信用代码',
  'credit-code-length': ({ length }) => `统一社会信用代码应为 18 位，现在是 ${length} 位`,
  'credit-code-character': ({ position, character }) =>
    `统一社会信用代码第 ${position} 位不能是“${character}”，请核对证书（不使用字母 I、O、S、V、Z，第 3 至 8 位为数字）`,
} satisfies RefusalWords
