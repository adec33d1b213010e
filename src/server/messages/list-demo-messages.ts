import { sql } from 'kysely'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { listDemoMessages as endpoint } from '../../contract/messages.ts'
import type { Transaction } from '../db/transaction.ts'

type DemoMessage = OutputOf<typeof endpoint>['messages'][number]
type Row = Omit<DemoMessage, 'at'> & { at: Date }

/** What a demo database would have sent, the newest first. */
export async function listDemoMessages(tx: Transaction): Promise<OutputOf<typeof endpoint>> {
  const { rows } = await sql<Row>`select id, at, channel, recipient, subject, body as text from demo_messages
    order by at desc, id desc limit 100`.execute(tx.db)
  return { messages: rows.map((row) => ({ ...row, at: row.at.toISOString() })) }
}
