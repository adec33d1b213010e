// Runs a script under the Node that the project brings along. Plain JavaScript that Node 20 can run.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const binary = process.platform === 'win32' ? 'node.exe' : 'node'

function findNode24() {
  const own = Number(process.versions.node.split('.')[0])
  if (own === 24) return process.execPath
  const packages = join(root, 'node_modules')
  const names = existsSync(packages)
    ? readdirSync(packages).filter((name) => /^node-(bin-)?(linux|darwin|win)-/.test(name))
    : []
  for (const name of names) {
    if (!name.includes(process.platform === 'win32' ? 'win' : process.platform) || !name.includes(process.arch))
      continue
    const path = join(packages, name, 'bin', binary)
    if (existsSync(path)) return path
  }
  return own > 24 ? process.execPath : undefined
}

const [script, ...rest] = process.argv.slice(2)
const node = findNode24()
if (node === undefined || script === undefined) {
  console.error(
    `Node 24 was not found for ${process.platform}-${process.arch}. Run "npm ci" in ${root} (with optional dependencies), or install Node 24.`,
  )
  process.exit(1)
}
const child = spawn(node, ['--disable-warning=ExperimentalWarning', resolve(root, script), ...rest], {
  stdio: 'inherit',
  // TypeScript is stripped and compiled once; a later start reads the result in half the time.
  env: { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'huzhu'), ...process.env },
})
// The terminal sends Ctrl-C to the whole group; a kill reaches only this process, so it is passed on.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
process.on('SIGINT', () => {})
// A kill of npm ends only its shell, which leaves us without a parent and without a signal.
if (process.env.npm_lifecycle_event !== undefined) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 100).unref()
}
child.on('exit', (code, signal) => {
  if (signal) {
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  } else process.exit(code ?? 1)
})
