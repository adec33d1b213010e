// Run as a process of its own: starts the embedded PostgreSQL of a folder, says so, and waits to be killed.
import { startEmbedded } from '../../src/server/db/embedded.ts'

const [directory = ''] = process.argv.slice(2)
const { port, superuserUrl } = await startEmbedded({ directory, say: () => undefined })
console.log(JSON.stringify({ port, superuserUrl }))
