import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import { type Binaries, binariesIn, copyBinaries, installedPackage, makeLinks } from './embedded-binaries.ts'

/** PostgreSQL refuses to run as root: then it runs as this user. */
export type DroppedUser = { readonly uid: number; readonly gid: number }

/** Where an embedded PostgreSQL keeps its files, and as whom it runs (undefined: as we do). */
export type Place = { readonly root: string; readonly user: DroppedUser | undefined; readonly binaries: Binaries }

const pointerName = 'place.txt'

/**
 * Finds or makes the place of the database that belongs to the folder `wanted`. It is that folder itself, unless we are root and
 * the user we drop to cannot reach it; then it lies under `elsewhere`, and a pointer in that folder finds it again.
 */
export async function findPlace(
  wanted: string,
  say: (line: string) => void,
  elsewhere = '/var/lib/huzhu',
): Promise<Place> {
  await mkdir(wanted, { recursive: true, mode: 0o755 })
  const directory = realpathSync(wanted)
  const { folder, version } = installedPackage()
  const user = process.getuid?.() === 0 ? unprivilegedUser() : undefined
  const linked = makeLinks(folder)
  if (user === undefined) {
    const binaries = linked ? binariesIn(join(folder, 'native')) : await copyBinaries(folder, version, directory)
    return { root: directory, user, binaries }
  }
  const root = await reachableRoot(directory, user, say, elsewhere)
  const native = join(folder, 'native')
  const binaries =
    linked && canRun(binariesIn(native), user) ? binariesIn(native) : await copyBinaries(folder, version, root)
  if (!binaries.native.startsWith(folder)) say(`PostgreSQL's programs run from ${binaries.native}`)
  return { root, user, binaries }
}

async function reachableRoot(
  directory: string,
  user: DroppedUser,
  say: (line: string) => void,
  elsewhere: string,
): Promise<string> {
  const pointer = join(directory, pointerName)
  const pointed = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : undefined
  if (pointed === undefined && canEnter(directory, user)) return directory
  const root = pointed ?? join(elsewhere, createHash('sha256').update(directory).digest('hex').slice(0, 12))
  await mkdir(root, { recursive: true, mode: 0o755 })
  await chmod(root, 0o755)
  if (!canEnter(root, user)) {
    throw new CannotStart(
      `PostgreSQL may not run as root, and the user it runs as cannot enter ${directory} or ${root}: start from a folder that everybody may enter, or as an ordinary user.`,
    )
  }
  if (pointed === undefined) await writeFile(pointer, `${root}\n`)
  say(`The database is in ${root}, since PostgreSQL does not run as root and cannot enter ${directory}`)
  return root
}

/** Tries it as that user: mode bits alone know nothing of access lists and mount options. */
function canEnter(folder: string, user: DroppedUser): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...user, cwd: '/' }).status === 0
}

function canRun(binaries: Binaries, user: DroppedUser): boolean {
  const options = { ...user, cwd: '/', env: {} }
  const readable = join(binaries.native, 'share', 'postgresql', 'postgres.bki')
  return (
    spawnSync(binaries.postgres, ['--version'], options).status === 0 &&
    spawnSync('/bin/sh', ['-c', 'test -r "$0"', readable], options).status === 0
  )
}

function unprivilegedUser(): DroppedUser {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':') ?? []
  if (uid === undefined || gid === undefined) {
    throw new CannotStart(
      'PostgreSQL may not run as root and there is no user "nobody" to run it: start as an ordinary user.',
    )
  }
  // macOS writes -2, which the kernel takes as an unsigned number.
  return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }
}
