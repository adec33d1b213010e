import type { FileChooser, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { control, word } from './controls.ts'
import type { TestSystem } from './open-system.ts'
import { demoVisitor } from './sign-in.ts'

/** Watches the pointer from the next page on: `pointed` gets the page of every press of it. */
async function watchPointer(page: Page, pointed: string[]): Promise<void> {
  // As long as somebody listens, windows for files open to the test: listening only while a key is pressed comes too late.
  page.on('filechooser', () => undefined)
  await page.exposeFunction('notePointer', (what: string) => void pointed.push(what))
  await page.addInitScript(() =>
    addEventListener(
      'pointerdown',
      () => (globalThis as unknown as { notePointer(where: string): void }).notePointer(location.pathname),
      true,
    ),
  )
}

/** Somebody at an empty page whose pointer is watched. */
export async function newcomerWithoutMouse(system: TestSystem, pointed: string[]): Promise<Page> {
  const page = await system.newVisitor()
  await watchPointer(page, pointed)
  return page
}

/** Somebody signed in whose pointer is watched. */
export async function withoutMouse(system: TestSystem, userName: string, pointed: string[]): Promise<Page> {
  const page = await demoVisitor(system, userName)
  await watchPointer(page, pointed)
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

/** More stops than this between two things that follow one another are a fault of the page. */
const MOST_STOPS = 60

/** Tab leads on to the control, Shift+Tab back to it. */
function keyTowards(target: Element): 'Tab' | 'Shift+Tab' {
  const from = document.activeElement
  if (from === null || from === document.body || from.contains(target)) return 'Tab'
  return from.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING ? 'Shift+Tab' : 'Tab'
}

/** Tabs on, or back, until the control has the focus, which must be seen. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  const isThere = () => target.evaluate((element) => element === document.activeElement)
  const key = await target.evaluate(keyTowards)
  for (let steps = 0; steps < MOST_STOPS && !(await isThere()); steps++) await page.keyboard.press(key)
  expect(await isThere(), `${await nameOf(target)} is reached by ${key} within ${MOST_STOPS} stops`).toBe(true)
  expect(await target.evaluate(showsFocus), `${await nameOf(target)} shows its focus`).toBe(true)
}

/** The page itself, or its open dialog where there is one. */
async function inFront(page: Page): Promise<Locator> {
  const dialog = page.getByRole('dialog')
  return (await dialog.count()) > 0 ? dialog.last() : page.getByRole('main')
}

/** Tabs to a button or link of the page, or of its open dialog, and presses it. */
export async function enter(page: Page, text: string): Promise<void> {
  await tabTo(page, control(await inFront(page), text))
  await page.keyboard.press('Enter')
}

/** Tabs from field to field and types; what stood there is typed over. */
export async function type(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(fields)) {
    await tabTo(page, (await inFront(page)).getByRole('textbox', { name, exact: true }))
    await page.keyboard.press('Control+A')
    await page.keyboard.type(text)
  }
}

/** Tabs to a list of options and goes down to one. */
export async function choose(page: Page, name: string, option: string): Promise<void> {
  const list = (await inFront(page)).getByRole('combobox', { name })
  await tabTo(page, list)
  const chosen = () => list.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.label ?? '')
  for (let steps = 0; steps < 40 && !(await chosen()).startsWith(option); steps++)
    await page.keyboard.press('ArrowDown')
  expect(await chosen()).toMatch(option)
}

/** Tabs to where files are taken, opens the browser's own window by Space, and gives it the file. */
export async function chooseFile(
  page: Page,
  zone: Locator,
  file: Parameters<FileChooser['setFiles']>[0],
): Promise<void> {
  await tabTo(page, zone)
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')])
  await chooser.setFiles(file)
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

/** J to the row that has the text, Enter takes and opens it. */
export async function openRow(page: Page, text: string): Promise<void> {
  const row = page.getByRole('row').filter({ hasText: text })
  await row.waitFor()
  const isThere = () => row.evaluate((element) => element === document.activeElement)
  for (let steps = 0; steps < 20 && !(await isThere()); steps++) await page.keyboard.press('j')
  await page.keyboard.press('Enter')
}
