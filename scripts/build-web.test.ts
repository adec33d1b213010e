import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWeb, MAX_SCRIPT, MAX_STYLE, overweight, pageWeights } from './build-web.ts'

let folder = ''
const built = (ending: string) =>
  readdirSync(join(folder, 'assets'))
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name, text: readFileSync(join(folder, 'assets', name), 'utf8') }))

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'huzhu-web-'))
  await buildWeb(folder)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the built pages', () => {
  it('load at most 170 kB of JavaScript and 15 kB of CSS at first, gzipped', () => {
    const weights = pageWeights(folder)
    expect(weights.map(({ page }) => page)).toContain('accounts/SignInPage.tsx')
    expect(overweight(weights)).toEqual([])
  })

  it('use no CSS that Chromium 90 does not know', () => {
    const unknown =
      /:has\(|@container|container-type|:popover-open|@layer|@scope|color-mix\(|\d(dvh|svh|lvh)\b|@media[^{]*[<>]=?/
    for (const { name, text } of built('.css')) expect([name, unknown.exec(text)?.[0]]).toEqual([name, undefined])
  })

  it('nest no CSS rules', () => {
    for (const { name, text } of built('.css')) expect([name, /[{;]\s*&/.test(text)]).toEqual([name, false])
  })

  it('use no popover attribute, inert attribute or structuredClone', () => {
    const unknown =
      /popoverTarget:|\.showPopover\(|structuredClone\(|\.randomUUID\(|\.findLastIndex\(|Promise\.withResolvers/
    for (const { name, text } of built('.js')) expect([name, unknown.exec(text)?.[0]]).toEqual([name, undefined])
  })

  it('tell no source', () => {
    expect(built('.map')).toEqual([])
    for (const { name, text } of [...built('.js'), ...built('.css')])
      expect([name, text.includes('sourceMappingURL')]).toEqual([name, false])
  })

  it('carry no inline script or style', () => {
    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/)
    expect(page).not.toMatch(/<style|\sstyle=/)
    expect(page.match(/nonce="CSP_NONCE"/g)?.length).toBeGreaterThan(2)
  })
})

describe('the weight check', () => {
  it('names the page and the budget that it breaks', () => {
    expect(overweight([{ page: 'APage.tsx', script: MAX_SCRIPT + 1, style: MAX_STYLE }])).toEqual([
      `APage.tsx loads ${MAX_SCRIPT + 1} bytes of JavaScript at first, more than ${MAX_SCRIPT}`,
    ])
    expect(overweight([{ page: 'APage.tsx', script: 1, style: MAX_STYLE + 1 }])).toHaveLength(1)
  })
})
