export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
export type FormValues = Record<string, unknown>

/** What is typed into a form and what is wrong with it, outside of React; controls keep their own text meanwhile. */
export type FormStore = {
  readonly subscribe: (listener: () => void) => () => void
  /** Grows with every change. */
  readonly version: () => number
  readonly values: () => Readonly<FormValues>
  readonly errors: () => ReadonlyMap<string, string>
  readonly setValue: (name: string, value: unknown) => void
  readonly setErrors: (errors: ReadonlyMap<string, string>) => void
  readonly reset: (values?: FormValues) => void
  /** Ties a control to its value until the answer is called. */
  readonly attach: (name: string, control: Control) => () => void
  /** Takes over what a control holds. */
  readonly take: (name: string, control: Control) => void
  readonly focus: (name: string) => void
}

const isTick = (control: Control): control is HTMLInputElement =>
  control.type === 'checkbox' || control.type === 'radio'

function show(control: Control, value: unknown): void {
  if (isTick(control)) {
    control.checked = control.type === 'radio' ? control.value === value : value === true
    return
  }
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  if (control.value !== text) control.value = text
}

function held(control: Control): unknown {
  return isTick(control) && control.type === 'checkbox' ? control.checked : control.value
}

export function createFormStore(initial: FormValues): FormStore {
  let values: FormValues = { ...initial }
  let errors: ReadonlyMap<string, string> = new Map()
  let version = 0
  const listeners = new Set<() => void>()
  const controls = new Map<string, Set<Control>>()
  const changed = () => {
    version++
    for (const listener of listeners) listener()
  }
  const showAll = () => {
    for (const [name, group] of controls) for (const control of group) show(control, values[name])
  }
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    version: () => version,
    values: () => values,
    errors: () => errors,
    setValue: (name, value) => {
      values = { ...values, [name]: value }
      showAll()
      changed()
    },
    setErrors: (next) => {
      errors = next
      changed()
    },
    reset: (next = initial) => {
      values = { ...next }
      errors = new Map()
      showAll()
      changed()
    },
    attach: (name, control) => {
      const group = controls.get(name) ?? new Set()
      controls.set(name, group.add(control))
      // A list without an empty choice shows its first one: that is then what is chosen.
      if (values[name] === undefined && control.type === 'select-one') values = { ...values, [name]: control.value }
      show(control, values[name])
      return () => {
        group.delete(control)
      }
    },
    take: (name, control) => {
      values = { ...values, [name]: held(control) }
      changed()
    },
    focus: (name) => {
      const [first] = controls.get(name) ?? []
      first?.focus()
    },
  }
}
