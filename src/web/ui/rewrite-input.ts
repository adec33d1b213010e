const ownValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')

/** Writes a tidied value into an input as if it had been typed, for controlled and uncontrolled forms alike. */
export function rewriteInput(input: HTMLInputElement, value: string): void {
  if (input.value === value) return
  ownValue?.set?.call(input, value)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}
