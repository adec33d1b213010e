/** Sentences of forms about what was typed. */
export const formWords = {
  'form.fill': '请填写',
  'form.chooseOne': '请选择一项',
  'form.malformed': '格式不正确',
  'form.wrong': '填写不正确',
  'form.tooLong': '最多 {count} 个字',
  'form.tooShort': '至少 {count} 个字',
  'form.atMost': '不能大于 {limit}',
  'form.atLeast': '不能小于 {limit}',
  'form.line': '{label}：{message}',
} as const satisfies Readonly<Record<`form.${string}`, string>>
