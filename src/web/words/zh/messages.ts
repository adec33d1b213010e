import { addWords } from '../words.ts'

/** Words of the demo's page of messages. */
export const messageWords = {
  'messages.title': '短信与邮件',
  'messages.text': '演示系统不发送任何短信和邮件，本来会发出的最近 100 条列在这里，验证码也在这里看。',
  'messages.none': '还没有消息',
  'messages.noneText': '发送验证码、审核通过等都会产生消息。',
  'messages.sms': '短信',
  'messages.mail': '邮件',
  'messages.refresh': '刷新',
} as const satisfies Readonly<Record<`messages.${string}`, string>>

addWords(messageWords)
