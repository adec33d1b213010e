import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { nothing, timestamp, uuid } from './primitives.ts'

/** 短信与邮件: served in a demo database only, where codes have to be read by somebody who is not signed in yet. */
export const listDemoMessages = endpoint({
  name: 'messages.list-demo',
  kind: 'query',
  method: 'GET',
  path: '/api/demo/messages',
  summary: 'The last 100 messages that a demo database would have sent, the newest first',
  access: 'anyone',
  scope: 'public',
  input: nothing,
  output: z.strictObject({
    messages: z.array(
      z.strictObject({
        id: uuid,
        at: timestamp,
        channel: z.enum(['sms', 'mail']),
        recipient: z.string(),
        subject: z.string(),
        text: z.string(),
      }),
    ),
  }),
})
