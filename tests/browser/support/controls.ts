import type { Locator, Page } from 'playwright-core'

/** A name that begins with the manual's word; what follows says of which row or how many. */
export const word = (text: string) =>
  new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?!\\p{Script=Han})`, 'u')

/** A button or link by the manual's word. */
export function control(scope: Page | Locator, text: string): Locator {
  const name = word(text)
  return scope.getByRole('button', { name }).or(scope.getByRole('link', { name }))
}

/** Clicks a button or link of the page itself, of its open dialog where there is one. */
export async function press(page: Page, text: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await control((await dialog.count()) > 0 ? dialog : page.getByRole('main'), text).click()
}

/** Waits for the dialog that was asked for: some load only when they are opened. */
export async function dialogOpens(page: Page): Promise<void> {
  await page.getByRole('dialog').waitFor()
}

/** Leaves the open dialog by Esc, and waits until it has gone. */
export async function leaveDialog(page: Page): Promise<void> {
  await dialogOpens(page)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

/** Goes to a page by the left menu: section, then line. */
export async function goTo(page: Page, section: string, line: string): Promise<void> {
  const menu = page.getByRole('navigation', { name: '主菜单' })
  await menu.getByRole('heading', { name: section, exact: true }).waitFor()
  await menu.getByRole('link', { name: word(line) }).click()
  await page
    .getByRole('main')
    .getByRole('heading', { level: 1, name: word(line) })
    .waitFor()
}

export async function fill(scope: Page | Locator, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(fields)) await scope.getByRole('textbox', { name, exact: true }).fill(text)
}

/** What a click downloads. */
export async function download(page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), act()])
  const chunks: Buffer[] = []
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer)
  return { name: file.suggestedFilename(), bytes: Buffer.concat(chunks) }
}

/** Waits for a sentence anywhere on the page. */
export async function sees(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).first().waitFor()
}

/** The newest message to a phone that fits, as the demo page 短信与邮件 shows it, read in a tab of its own. */
export async function message(page: Page, phone: string, pattern: RegExp): Promise<RegExpExecArray> {
  const tab = await page.context().newPage()
  try {
    await tab.goto('/messages')
    const found = tab.getByRole('listitem').filter({ hasText: phone }).filter({ hasText: pattern }).first()
    await found.waitFor()
    return pattern.exec((await found.textContent()) ?? '')!
  } finally {
    await tab.close()
  }
}
