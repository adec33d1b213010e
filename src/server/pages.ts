import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { programFolder } from './config.ts'

/** Where the built pages lie. */
export const pagesFolder = join(programFolder, 'dist', 'web')

const sources = ['src/web', 'src/contract', 'src/domain', 'vite.config.ts', 'package-lock.json']
const stamp = join(programFolder, 'dist', 'web.sources')

/** Builds the pages if they are missing or their sources have changed since; about 5 s then, else some milliseconds. */
export async function ensurePages(say: (line: string) => void): Promise<void> {
  const state = await stateOfSources()
  if (existsSync(join(pagesFolder, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return
  say('Building the pages …')
  await clearStamp()
  await build()
  await writeFile(stamp, state)
}

/** Changes with every file that is added, removed, renamed or written. */
async function stateOfSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const source of sources) for (const line of await describe(join(programFolder, source))) hash.update(line)
  return hash.digest('hex')
}

async function describe(path: string): Promise<string[]> {
  const found = await stat(path)
  if (!found.isDirectory()) return [`${relative(programFolder, path)} ${found.size} ${found.mtimeMs}\n`]
  const names = (await readdir(path)).filter((name) => !/\.test\.tsx?$/.test(name)).sort()
  return (await Promise.all(names.map((name) => describe(join(path, name))))).flat()
}

/** A build that is killed half-way must not pass for done. */
async function clearStamp(): Promise<void> {
  try {
    await mkdir(join(programFolder, 'dist'), { recursive: true })
    await rm(stamp, { force: true })
  } catch (error) {
    throw new CannotStart(`The pages cannot be built: ${(error as Error).message}. Run "npm run build" as its owner.`)
  }
}

/** In a process of its own: the server needs none of the bundler's memory afterwards. */
function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    const bundler = join(programFolder, 'node_modules', 'vite', 'bin', 'vite.js')
    const child = spawn(process.execPath, [bundler, 'build', '--logLevel', 'warn'], {
      cwd: programFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new CannotStart(`The pages could not be built:\n${said.trim()}`)),
    )
  })
}
