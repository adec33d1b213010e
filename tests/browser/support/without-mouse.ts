import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { control, word } from './controls.ts'
import type { TestSystem } from './open-system.ts'
import { demoVisitor } from './sign-in.ts'

/** Somebody signed in whose pointer is watched: `pointed` gets the page of every press of it. */
export async function withoutMouse(system: TestSystem, userName: string, pointed: string[]): Promise<Page> {
  const page = await demoVisitor(system, userName)
  await page.exposeFunction('notePointer', (what: string) => void pointed.push(what))
  await page.addInitScript(() =>
    addEventListener(
      'pointerdown',
      () => (globalThis as unknown as { notePointer(where: string): void }).notePointer(location.pathname),
      true,
    ),
  )
  await page.reload()
  await page.getByRole('heading', { name: '首页' }).waitFor()
  return page
}

/** Whether the focused element, or what it lies on, is drawn differently from when it has no focus. */
function showsFocus(element: Element): boolean {
  const looks = (of: Element) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } = getComputedStyle(of)
    const outline = outlineStyle === 'none' ? '' : `${outlineWidth} ${outlineColor}`
    return [outline, boxShadow, borderColor, backgroundColor].join()
  }
  const shown = [element, element.parentElement, element.closest('label, tr, .drop')].filter((one) => one !== null)
  const before = shown.map(looks)
  ;(element as HTMLElement).blur()
  const after = shown.map(looks)
  ;(element as HTMLElement).focus()
  return before.some((look, index) => look !== after[index])
}

const nameOf = (target: Locator) => target.evaluate((element) => element.ariaLabel ?? element.textContent)

/** Tabs on until the control has the focus, which must be seen. */
export async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await target.waitFor()
  const isThere = () => target.evaluate((element) => element === document.activeElement)
  for (let steps = 0; steps < 150 && !(await isThere()); steps++) await page.keyboard.press(key)
  expect(await isThere(), `${await nameOf(target)} is reached by ${key}`).toBe(true)
  expect(await target.evaluate(showsFocus), `${await nameOf(target)} shows its focus`).toBe(true)
}

/** Tabs to a button or link of the page, or of its open dialog, and presses it. */
export async function enter(page: Page, text: string, key = 'Tab'): Promise<void> {
  const dialog = page.getByRole('dialog')
  await tabTo(page, control((await dialog.count()) > 0 ? dialog : page.getByRole('main'), text), key)
  await page.keyboard.press('Enter')
}

/** Ctrl K, the first letters of the page's name, Enter. */
export async function open(page: Page, initials: string, title: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type(initials)
  await page.keyboard.press('Enter')
  await page
    .getByRole('main')
    .getByRole('heading', { level: 1, name: word(title) })
    .waitFor()
}
