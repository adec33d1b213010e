import type { RefusalWords } from './refusal-words.ts'

export const workPoolRefusals = {
  'held-by-other': ({ name }) => `${name} 正在处理这一件，您未获取，不能操作`,
  'left-pool': () => '这一件刚才已处理完毕或已被收回，请刷新后查看结果',
  'not-taken': () => '请先获取后再处理；若刚才已获取，可能已超时退回工作池',
  'colleague-gone': () => '此人已不在本机构的这个岗位上，请另选一人',
  'not-a-lead': () => '只有主管可以转交，请联系本机构的主管',
} satisfies RefusalWords
