// Waits for the first page, signs in with a demo account as the page would, and asks who it is. Runs on Node 20.
import { randomUUID } from 'node:crypto'

const [address] = process.argv.slice(2)
const patienceMs = 120_000
const started = Date.now()

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}

async function firstPage() {
  for (;;) {
    try {
      const response = await fetch(address)
      if (response.ok) return response.text()
    } catch {
      // Not listening yet.
    }
    if (Date.now() - started > patienceMs) fail(`no page at ${address} after ${patienceMs / 1000} s`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function signIn({ userName, password }) {
  const response = await fetch(`${address}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-huzhu': '1', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ login: userName, password }),
  })
  if (!response.ok) fail(`${userName} cannot sign in: ${response.status} ${await response.text()}`)
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  return (await response.json()).step === 'done' ? cookie : undefined
}

const page = await firstPage()
console.log(`first page after ${((Date.now() - started) / 1000).toFixed(1)} s`)
if (!page.includes('<div id="root">')) fail('the first page is not ours')

const { demoAccounts } = await (await fetch(`${address}/api/entrance`)).json()
if (demoAccounts.length === 0) fail('no demo accounts are shown')
for (const account of demoAccounts) {
  // Units are asked for a code by SMS on a new device; the others are in at once.
  const cookie = await signIn(account)
  if (cookie === undefined) continue
  const session = await (await fetch(`${address}/api/session`, { headers: { cookie } })).json()
  if (session.userName !== account.userName) fail(`signed in as ${JSON.stringify(session)}, not ${account.userName}`)
  console.log(`signed in as ${account.userName}`)
  process.exit(0)
}
fail('no demo account could sign in without a second step')
