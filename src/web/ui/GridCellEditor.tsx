import { useState, type ReactElement } from 'react'

export type GridCellEditorProps = {
  readonly label: string
  readonly text: string
  /** Answers with a sentence where the text is refused. */
  readonly save: (text: string) => Promise<string | undefined>
  readonly onClose: () => void
}

/** The input in a cell of the grid: Enter or leaving saves, Esc gives up; a refusal stays and says why. */
export function GridCellEditor({ label, text, save, onClose }: GridCellEditorProps): ReactElement {
  const [value, setValue] = useState(text)
  const [problem, setProblem] = useState<string>()
  const [saving, setSaving] = useState(false)
  const finish = async () => {
    if (saving) return
    if (value === text) return onClose()
    setSaving(true)
    const refused = await save(value)
    setSaving(false)
    if (refused === undefined) onClose()
    else setProblem(refused)
  }
  return (
    <input
      className="input"
      aria-label={label}
      aria-invalid={problem === undefined ? undefined : true}
      title={problem}
      value={value}
      readOnly={saving}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        setValue(event.target.value)
        setProblem(undefined)
      }}
      onBlur={() => void finish()}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') void finish()
        else if (event.key === 'Escape') onClose()
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}
