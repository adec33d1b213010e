import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { programFolder } from '../../src/server/config.ts'

/** Loads the server and opens a vault in a process that notes each package of the store's client. */
function clientLoadedFor(bucket: object | undefined): boolean {
  const address = (path: string) => JSON.stringify(pathToFileURL(join(programFolder, path)).href)
  const script = `
    import { registerHooks } from 'node:module'
    let loaded = false
    registerHooks({ load: (url, context, next) => ((loaded ||= url.includes('@aws-sdk')), next(url, context)) })
    await import(${address('src/server/start-system.ts')})
    const { openVaultAt } = await import(${address('src/server/files/vault-place.ts')})
    await openVaultAt({ folder: '/nowhere', bucket: ${JSON.stringify(bucket)} })
    console.log(loaded)`
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).trim() === 'true'
}

test('the client of an object store is loaded only where files go into a bucket', () => {
  expect(clientLoadedFor(undefined)).toBe(false)
  expect(clientLoadedFor({ url: 'http://127.0.0.1:1', bucket: 'b', region: 'r', keyId: 'k', secret: 's' })).toBe(true)
}, 60_000)
