/** Brings a field into sight by its id or name and gives it the focus. */
export function goTo(field: string): void {
  const found = document.getElementById(field) ?? document.getElementsByName(field)[0]
  found?.scrollIntoView({ block: 'center' })
  found?.focus()
}
