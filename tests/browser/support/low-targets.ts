import type { Page } from 'playwright-core'

/**
 * What may be pressed on the page in 大字 and offers less than 44 px of height (ux.md, WCAG 2.5.5), one line each.
 * As there, a link inside a sentence is excepted, and with it the links in the cells of tables and grids, which are
 * words of a line like any others.
 */
export async function lowTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const LEAST = 44
    const PRESSED =
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=option]'

    // What only screen readers come to lies in a box of one pixel that shows nothing beyond it.
    const unseen = (box: Element | null): boolean => {
      if (box === null) return false
      const { width, height } = box.getBoundingClientRect()
      return ((width <= 1 || height <= 1) && getComputedStyle(box).overflow !== 'visible') || unseen(box.parentElement)
    }
    const seen = (element: Element) => {
      const { width, height } = element.getBoundingClientRect()
      return width > 1 && height > 1 && getComputedStyle(element).visibility !== 'hidden' && !unseen(element)
    }
    const inText = (element: Element) => {
      if (element.tagName !== 'A' || getComputedStyle(element).display !== 'inline') return false
      if (element.closest('td, th, [role=gridcell], [role=rowheader]') !== null) return true
      const block = element.parentElement?.closest('p, li, dd, div, span')
      return (block?.textContent ?? '').trim() !== (element.textContent ?? '').trim()
    }
    /** A tick and its label are one target; what is typed into a cell has the whole cell. */
    const height = (element: Element) => {
      const ticked = element instanceof HTMLInputElement && /^(checkbox|radio)$/.test(element.type)
      const parts = [element, ...(ticked ? (element.labels ?? []) : [])]
      return Math.max(...parts.map((part) => part.getBoundingClientRect().height))
    }

    // A dialog makes what lies beneath it unreachable; it was judged without the dialog.
    const dialogs = [...document.querySelectorAll('dialog[open]')]
    return [...(dialogs.at(-1) ?? document).querySelectorAll(PRESSED)]
      .filter((element) => seen(element) && !inText(element) && height(element) < LEAST - 0.5)
      .map((element) => {
        const name = (element.ariaLabel ?? element.textContent ?? '').trim().slice(0, 24) || element.id
        return `${element.tagName.toLowerCase()}.${element.className || '-'} “${name}” in ${element.parentElement?.className || element.parentElement?.tagName} is ${Math.round(height(element))} px high`
      })
  })
}
