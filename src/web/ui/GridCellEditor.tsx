import { useState, type ReactElement } from 'react'

export type GridCellEditorProps = {
  readonly label: string
  readonly text: string
  /** Answers with a sentence where the text is refused. */
  readonly save: (text: string) => Promise<string | undefined>
  /** Why what was typed is refused, which the grid says in a line of its own, and the id of that line. */
  readonly problem: string | undefined
  readonly problemId: string
  readonly onProblem: (problem: string | undefined) => void
  readonly onClose: () => void
}

/** The input in a cell of the grid: Enter or leaving saves, Esc gives up; a refusal stays, and the grid says why. */
export function GridCellEditor(props: GridCellEditorProps): ReactElement {
  const { label, text, save, problem, problemId, onProblem, onClose } = props
  const [value, setValue] = useState(text)
  const [saving, setSaving] = useState(false)
  const finish = async () => {
    if (saving) return
    if (value === text) return onClose()
    setSaving(true)
    const refused = await save(value)
    setSaving(false)
    if (refused === undefined) onClose()
    else onProblem(refused)
  }
  return (
    <input
      className="input"
      aria-label={label}
      aria-invalid={problem === undefined ? undefined : true}
      aria-describedby={problem === undefined ? undefined : problemId}
      value={value}
      readOnly={saving}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        setValue(event.target.value)
        onProblem(undefined)
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
