import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
type Axe = { run: (options: unknown) => Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }> }

/** What axe finds wrong with the page as it stands, as `rule: places`; none is right. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(await source)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe }
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  })
}

export type Looks = { readonly theme: 'light' | 'dark'; readonly size: 'normal' | 'large' }
const looks: readonly Looks[] = [
  { theme: 'light', size: 'normal' },
  { theme: 'dark', size: 'normal' },
  { theme: 'light', size: 'large' },
]

/** Findings of the page in light, dark and 大字; it looks as before afterwards. */
export async function findingsInAllLooks(page: Page): Promise<string[]> {
  // Colours on their way from one theme to the other are nobody's findings.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const found: string[] = []
  for (const look of [...looks, ...looks.slice(0, 1)]) {
    await page.evaluate(({ theme, size }) => Object.assign(document.documentElement.dataset, { theme, size }), look)
    for (const finding of await axeFindings(page)) found.push(`${look.theme} ${look.size} ${finding}`)
  }
  return [...new Set(found)]
}
