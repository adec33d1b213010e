import type { Page } from 'playwright-core'

/** What the focused element is called: its label, its accessible name, or its own words. */
async function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement)) return ''
    const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : []
    return element.getAttribute('aria-label') ?? labels.map((label) => label.innerText).join(' ') ?? element.innerText
  })
}

const MOST_STOPS = 120

/** Presses Tab until what is called `name` has the focus: only what a keyboard reaches is found. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const fits = (text: string) => (typeof name === 'string' ? text.trim() === name : name.test(text))
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    const focused = await focusedName(page)
    const own = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText ?? '')
    if (fits(focused) || fits(own)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${String(name)}`)
}

/** Goes to a field by Tab and types. */
export async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.type(text)
}

/** Goes to a button or link by Tab and presses it. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}
