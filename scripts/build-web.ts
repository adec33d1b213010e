// Builds the pages into dist/web and says what each of them weighs. `npm run build`; the first start calls it too.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const webFolder = join(root, 'dist', 'web')

/** Budgets of every page's first load, in gzipped bytes. Source: goal 1 of the web's measured goals. */
export const MAX_SCRIPT = 170_000
export const MAX_STYLE = 15_000

type Chunk = { file: string; src?: string; isEntry?: boolean; imports?: string[]; css?: string[] }
export type PageWeight = { readonly page: string; readonly script: number; readonly style: number }

/** What each lazily loaded page (`…Page.tsx`) costs at first load: the entry, the frames around pages, itself and all they import. */
export function pageWeights(folder: string): PageWeight[] {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>
  const sizes = new Map<string, number>()
  const size = (file: string) => {
    const known = sizes.get(file) ?? gzipSync(readFileSync(join(folder, file))).length
    sizes.set(file, known)
    return known
  }
  const sum = (files: Set<string>) => [...files].reduce((total, file) => total + size(file), 0)
  const always = Object.keys(manifest).filter((key) => manifest[key]?.isEntry || key.endsWith('Frame.tsx'))
  const pages = Object.keys(manifest).filter((key) => key.endsWith('Page.tsx'))
  return pages.map((page) => {
    const scripts = new Set<string>()
    const styles = new Set<string>()
    const seen = new Set<string>()
    const visit = (key: string) => {
      const chunk = manifest[key]
      if (chunk === undefined || seen.has(key)) return
      seen.add(key)
      scripts.add(chunk.file)
      for (const style of chunk.css ?? []) styles.add(style)
      for (const imported of chunk.imports ?? []) visit(imported)
    }
    for (const key of [...always, page]) visit(key)
    return { page, script: sum(scripts), style: sum(styles) }
  })
}

/** Pages above a budget, as sentences. */
export function overweight(weights: readonly PageWeight[]): string[] {
  return weights.flatMap(({ page, script, style }) => [
    ...(script > MAX_SCRIPT ? [`${page} loads ${script} bytes of JavaScript at first, more than ${MAX_SCRIPT}`] : []),
    ...(style > MAX_STYLE ? [`${page} loads ${style} bytes of CSS at first, more than ${MAX_STYLE}`] : []),
  ])
}

/** Builds all pages, for production whatever NODE_ENV says. Throws where one does not compile. */
export async function buildWeb(folder: string = webFolder): Promise<void> {
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    const configFile = join(root, 'vite.config.ts')
    await build({ configFile, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } })
  } finally {
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildWeb()
  const weights = pageWeights(webFolder)
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9)
  console.log('first load, gzipped:    JS       CSS')
  for (const { page, script, style } of weights) {
    console.log(`${kilobytes(script).padStart(24)} ${kilobytes(style)}  ${page}`)
  }
  const faults = overweight(weights)
  for (const fault of faults) console.error(fault)
  process.exitCode = faults.length === 0 ? 0 : 1
}
