let isPressed = false

if (typeof document !== 'undefined') {
  document.addEventListener('pointerdown', () => (isPressed = true), true)
  for (const end of ['pointerup', 'pointercancel'] as const)
    document.addEventListener(end, () => (isPressed = false), true)
}

/**
 * Does something once what is being pressed has been let go, or now where nothing is: a field that is left by pressing a
 * button may change the page only after the click, which would else miss the button.
 */
export function afterPress(act: () => void): void {
  if (!isPressed) return act()
  const once = () => {
    document.removeEventListener('pointerup', once)
    document.removeEventListener('pointercancel', once)
    // The click comes after the pointer went up.
    setTimeout(act)
  }
  document.addEventListener('pointerup', once)
  document.addEventListener('pointercancel', once)
}
