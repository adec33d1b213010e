import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const web = fileURLToPath(new URL('..', import.meta.url))
const dictionaries = join(web, 'words', 'zh')

const read = (file: string) => readFileSync(file, 'utf8')
const sources = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .map((name) => resolve(web, name))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
const code = new Map(sources.map((file) => [file, read(file)]))

/** Files that this one imports, as they load together; `dynamic`: those that it loads later. */
function importsOf(file: string, dynamic = false): string[] {
  const later = /import\(\s*'(\.[^']+)'/g
  const now = /^import '(\.[^']+)'|^(?:import|export)(?! type) [{*][^;]*?from '(\.[^']+)'/gms
  return [...(code.get(file) ?? '').matchAll(dynamic ? later : now)]
    .map(([, from, bare]) => resolve(dirname(file), from ?? bare ?? ''))
    .filter((path) => code.has(path))
}

function loadedWith(entry: string): Set<string> {
  const loaded = new Set<string>()
  for (const waiting = [entry]; waiting.length > 0;) {
    const file = waiting.pop()
    if (file === undefined || loaded.has(file)) continue
    loaded.add(file)
    waiting.push(...importsOf(file))
  }
  return loaded
}

/** Dictionary of each first part of a key: `enrolment` → zh/enrolment.ts. */
const dictionaryOf = new Map(
  readdirSync(dictionaries).flatMap((name) =>
    [...read(join(dictionaries, name)).matchAll(/^ {2}'([a-zA-Z]+)[.']/gm)].map(
      ([, part = '']) => [part, join(dictionaries, name)] as const,
    ),
  ),
)

function dictionariesSaid(file: string): string[] {
  if (file.startsWith(join(web, 'words'))) return []
  const parts = [...(code.get(file) ?? '').matchAll(/['`]([a-zA-Z]+)\.[a-zA-Z$]/g)].map(([, part = '']) => part)
  return parts.flatMap((part) => dictionaryOf.get(part) ?? [])
}

describe('the words of a page', () => {
  it('are loaded with it: everything that loads together finds its dictionaries there', () => {
    const entries = new Set(sources.flatMap((file) => importsOf(file, true)))
    expect(entries.size).toBeGreaterThan(20)
    const always = loadedWith(join(web, 'main.tsx'))
    const missing = [...entries].flatMap((entry) => {
      const loaded = loadedWith(entry)
      const needed = new Set([...loaded].flatMap(dictionariesSaid))
      return [...needed]
        .filter((dictionary) => !loaded.has(dictionary) && !always.has(dictionary))
        .map((dictionary) => `${entry.slice(web.length)} lacks ${dictionary.slice(web.length)}`)
    })
    expect(missing).toEqual([])
  })
  it('are each said somewhere: by their key, or by a template that makes it', () => {
    const spoken = [...code].filter(([file]) => !file.startsWith(dictionaries)).map(([, text]) => text)
    const all = spoken.join('\n')
    const made = [...all.matchAll(/`([a-zA-Z]+\.(?:[\w.-]|\$\{(?:[^`{}]|\{[^}]*\})*\})*)`/g)]
      .map(([, template = '']) =>
        template
          .split(/\$\{(?:[^{}]|\{[^}]*\})*\}/)
          .map((part) => part.replaceAll('.', '\\.'))
          .join('.*'),
      )
      .map((pattern) => new RegExp(`^${pattern}$`))
    const keys = readdirSync(dictionaries).flatMap((name) =>
      [...read(join(dictionaries, name)).matchAll(/^ {2}'([\w.-]+)'/gm)].map(([, key = '']) => key),
    )
    expect(keys.length).toBeGreaterThan(1_000)
    expect(keys.filter((key) => !all.includes(`'${key}'`) && !made.some((pattern) => pattern.test(key)))).toEqual([])
  })
})
