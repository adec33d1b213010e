import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { expect, test } from 'vitest'
import { programFolder } from '../../src/server/config.ts'

const order =
  'shared organisations messages files accounts work-pool units plans enrolment certificates invoicing claims payouts oversight'.split(
    ' ',
  )
// Which zone may import which, and itself; server and web never meet.
const reach = new Map([
  ['domain', ['domain']],
  ['contract', ['domain', 'contract']],
  ['server', ['domain', 'contract', 'server']],
  ['web', ['domain', 'contract', 'web']],
])
const source = join(programFolder, 'src')

type Import = { readonly from: string; readonly to: string }

function importsOf(file: string): Import[] {
  const text = readFileSync(join(source, file), 'utf8')
  return [...text.matchAll(/(?:from|import) '(\.[^']+)'/g)].map(([, path = '']) => ({
    from: file,
    to: relative(source, join(source, dirname(file), path)),
  }))
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
)
const imports = files.flatMap(importsOf)
const zoneOf = (file: string) => file.split(sep)[0] ?? ''
/** Place of the file's capability in the order; undefined for technical folders and for what ties all together. */
const placeOf = (file: string) => {
  // The frame around the pages shows each account what its desks may open.
  if (file.startsWith(join('web', 'shared'))) return undefined
  const name = file.split(sep)[1]?.replace(/\.tsx?$/, '') ?? ''
  const place = order.indexOf(name)
  return place < 0 ? undefined : place
}
const shown = ({ from, to }: Import) => `${from} → ${to}`

test('a zone imports only the zones below it', () => {
  expect(imports.length).toBeGreaterThan(100)
  expect(imports.filter(({ from, to }) => !reach.get(zoneOf(from))?.includes(zoneOf(to))).map(shown)).toEqual([])
})

test('a capability imports only earlier ones', () => {
  const backwards = imports.filter(({ from, to }) => {
    const [importer, imported] = [placeOf(from), placeOf(to)]
    return importer !== undefined && imported !== undefined && imported > importer
  })
  expect(backwards.map(shown)).toEqual([])
})
