import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { programFolder } from '../../../src/server/config.ts'
import { lowTargets } from './low-targets.ts'
import { picture } from './picture.ts'

const axeSource = readFileSync(join(programFolder, 'node_modules/axe-core/axe.min.js'), 'utf8')
const wide = { width: 1280, height: 720 }
/** A window of 1280 × 720 at 200 %. */
const zoomed = { width: 640, height: 360 }

export type Mode = 'light' | 'dark' | 'large'
export const ALL_MODES: readonly Mode[] = ['light', 'dark', 'large']

/** Light, dark or 大字, as the buttons of the top bar do it. */
export async function dress(page: Page, mode: Mode): Promise<void> {
  await page.evaluate((mode) => {
    const { dataset } = document.documentElement
    dataset['theme'] = mode === 'dark' ? 'dark' : 'light'
    dataset['size'] = mode === 'large' ? 'large' : 'normal'
  }, mode)
}

/** What axe finds on the page as it stands, one line a finding: every rule, since words and places differ with the look. */
async function findings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource)
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(of: Document, options: RunOptions): Promise<AxeResults> } }).axe.run(
      document,
      { resultTypes: ['violations'] },
    ),
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary?.split('\n')[1]?.trim()}`,
    ),
  )
}

/** By how many pixels the page itself scrolls sideways. */
async function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

/** Everything that is wrong with a page for whoever cannot see it well: every rule of axe in each mode, small targets in 大字, sideways scrolling. */
export async function judgePage(page: Page, name: string, modes: readonly Mode[] = ALL_MODES): Promise<string[]> {
  await page.waitForLoadState('networkidle')
  // Colours that are just changing would be measured half-way.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const wrong: string[] = []
  for (const mode of modes) {
    await dress(page, mode)
    await picture(page, `${name} ${mode}`)
    for (const finding of await findings(page)) wrong.push(`${name}, ${mode}: ${finding}`)
    if (mode === 'large') for (const low of await lowTargets(page)) wrong.push(`${name}, ${mode}: ${low}`)
    const over = await sideways(page)
    if (over > 0) wrong.push(`${name}, ${mode}: ${over} pixels sideways at 1280`)
  }
  await dress(page, 'light')
  await page.setViewportSize(zoomed)
  const over = await sideways(page)
  if (over > 0) wrong.push(`${name}: ${over} pixels sideways at 200 %`)
  await picture(page, `${name} zoomed`)
  await page.setViewportSize(wide)
  return wrong
}
