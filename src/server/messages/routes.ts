import { listDemoMessages as listDemoMessagesEndpoint } from '../../contract/messages.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { listDemoMessages } from './list-demo-messages.ts'

export function messageRoutes({ demo }: Services): Routes {
  return { endpoints: demo ? [serve(listDemoMessagesEndpoint, (tx) => listDemoMessages(tx))] : [] }
}
