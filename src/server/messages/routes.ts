import {
  listDemoMessages as listDemoMessagesEndpoint,
  listUndelivered as listUndeliveredEndpoint,
} from '../../contract/messages.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { listDemoMessages } from './list-demo-messages.ts'
import { listUndelivered } from './message-lists.ts'

export function messageRoutes({ demo }: Services): Routes {
  return {
    endpoints: [
      serve(listUndeliveredEndpoint, (tx) => listUndelivered(tx)),
      ...(demo ? [serve(listDemoMessagesEndpoint, (tx) => listDemoMessages(tx))] : []),
    ],
  }
}
