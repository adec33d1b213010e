import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, it } from 'vitest'

const web = join(import.meta.dirname, '../../src/web')
const text = (file: string) => readFileSync(join(web, file), 'utf8')

/** Classes whose looks a stylesheet gives: those that a selector begins with. */
function classesOf(stylesheet: string): Set<string> {
  const rules = text(stylesheet).replace(/\/\*.*?\*\//gs, '')
  return new Set([...rules.matchAll(/(?:^|[,{}])\s*\.([a-z][a-z0-9-]*)/g)].map(([, name]) => name ?? ''))
}

function usedIn(component: string): readonly string[] {
  const source = text(component)
  const plain = [...source.matchAll(/className="([^"]+)"/g)].map(([, names]) => names ?? '')
  const composed = [...source.matchAll(/classNames\(([^)]*)\)/g)].flatMap(([, given]) =>
    [...(given ?? '').matchAll(/'([a-z][a-z0-9 -]*)'/g)].map(([, names]) => names ?? ''),
  )
  return [...plain, ...composed].flatMap((names) => names.split(/\s+/))
}

function importsOf(file: string): readonly string[] {
  if (file.endsWith('.css')) return []
  return [...text(file).matchAll(/(?:from|import\(|import) ?'(\.[^']+)'/g)]
    .map(([, path]) => normalize(join(dirname(file), path ?? '')))
    .filter((path) => !path.startsWith('..') && existsSync(join(web, path)))
}

/** Everything that a page brings along, now or later. */
function reachedFrom(page: string): ReadonlySet<string> {
  const reached = new Set<string>()
  const todo = [page]
  for (let file = todo.pop(); file !== undefined; file = todo.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    todo.push(...importsOf(file))
  }
  return reached
}

const stylesheets = globSync('**/*.css', { cwd: web })
const everywhere = importsOf('main.tsx').filter((file) => file.endsWith('.css'))
const given = new Map(stylesheets.map((file) => [file, classesOf(file)]))

it('a page brings the stylesheet of every class that its components wear', () => {
  const bare: string[] = []
  for (const page of globSync('**/*Page.tsx', { cwd: web })) {
    const reached = reachedFrom(page)
    const worn = stylesheets.filter((file) => everywhere.includes(file) || reached.has(file))
    const here = new Set(worn.flatMap((file) => [...(given.get(file) ?? [])]))
    for (const component of reached)
      if (component.endsWith('.tsx'))
        for (const name of usedIn(component)) {
          const homes = stylesheets.filter((file) => given.get(file)?.has(name))
          if (homes.length > 0 && !here.has(name)) bare.push(`${page}: ${component} wears ${name} of ${homes.join()}`)
        }
  }
  expect(bare).toEqual([])
})

it('no two capabilities give looks to one class: which would win depended on the way to a page', () => {
  const own = stylesheets.filter((file) => !everywhere.includes(file) && !file.startsWith('ui/'))
  const common = new Set(everywhere.flatMap((file) => [...(given.get(file) ?? [])]))
  const names = [...new Set(own.flatMap((file) => [...(given.get(file) ?? [])]))].filter((name) => !common.has(name))
  const twice = names.filter((name) => new Set(own.filter((file) => given.get(file)?.has(name)).map(dirname)).size > 1)
  expect(twice).toEqual([])
})
