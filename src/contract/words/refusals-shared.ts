import type { RefusalWords } from './refusal-words.ts'

export const sharedRefusals = {
  'not-signed-in': () => '登录已结束，请重新登录',
  'not-allowed': () => '您的岗位不能做这项操作，请联系本机构管理员',
  'not-found': () => '没有找到这条记录，或它不在您的权限范围内',
  'changed-meanwhile': () => '这条记录刚被别人修改，请刷新后再操作',
  'too-many-requests': ({ seconds }) => `操作太频繁，请 ${seconds ?? 60} 秒后再试`,
  'key-missing': () => '请求缺少防重复标识，请刷新页面后重试',
  'key-reused': () => '同一防重复标识用于了不同的内容，请刷新页面后重试',
  'still-running': () => '同一操作正在处理，请稍候查看结果',
  'lock-wait': () => '别人正在处理这条记录，请稍后再试',
  'took-too-long': () => '处理时间过长已停止，未做任何修改，请缩小范围后重试',
  'storage-full': () => '服务器存储空间已满，本次内容没有保存，请联系系统管理员，处理后再试',
  'origin-refused': () => '请求来源不被接受，请从本系统页面操作',
  'amount-malformed': () => '金额应为数字，最多两位小数',
  'amount-too-large': () => '金额超出上限 99,999,999.99 元',
  'date-malformed': () => '日期不存在，请按 2026-11-22 的格式填写',
} satisfies RefusalWords
