import { useId, useState, type ReactElement, type ReactNode } from 'react'
import { words } from '../words/words.ts'
import { Icon } from './Icon.tsx'

export type FileDropProps = {
  /** What is to be dropped here; read out as the name of the field. */
  readonly label: string
  /** What is accepted, in words: kinds, size, rows. */
  readonly hint: ReactNode
  /** Endings with the dot: `['.xlsx', '.csv']`. */
  readonly kinds: readonly string[]
  readonly maxBytes: number
  readonly multiple?: boolean
  readonly disabled?: boolean
  /** Files that passed kind and size. */
  readonly onFiles: (files: readonly File[]) => void
}

export function sizeInWords(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`
}

/** Sentence for a file that may not come in, if it may not. */
function refusalOf(file: File, { kinds, maxBytes }: Pick<FileDropProps, 'kinds' | 'maxBytes'>): string | undefined {
  if (!kinds.some((kind) => file.name.toLowerCase().endsWith(kind))) {
    return words('ui.fileKindRefused', { name: file.name, kinds: kinds.join(' ') })
  }
  if (file.size <= maxBytes) return undefined
  return words('ui.fileTooLarge', { name: file.name, size: sizeInWords(file.size), limit: sizeInWords(maxBytes) })
}

/**
 * A zone to drop files on, paste into, or click: a native file input laid over the whole zone. Wrong kinds and sizes
 * are refused in place.
 */
export function FileDrop(props: FileDropProps): ReactElement {
  const { label, hint, kinds, multiple = false, disabled = false, onFiles } = props
  const [over, setOver] = useState(false)
  const [problems, setProblems] = useState<readonly string[]>([])
  const id = useId()
  const take = (list: FileList | null | undefined) => {
    const all = [...(list ?? [])]
    if (disabled || all.length === 0) return
    const files = multiple ? all : all.slice(0, 1)
    const refused = files.flatMap((file) => refusalOf(file, props) ?? [])
    const extra = all.length > files.length ? [words('ui.oneFileOnly', { name: files[0]?.name ?? '' })] : []
    setProblems([...refused, ...extra])
    const fine = files.filter((file) => refusalOf(file, props) === undefined)
    if (fine.length > 0) onFiles(fine)
  }
  return (
    <div>
      <div className="drop" data-over={over} data-disabled={disabled}>
        <Icon name="upload" size={1.7} />
        <strong aria-hidden="true">{label}</strong>
        <span className="quiet small" id={`${id}-hint`}>
          {hint}
        </span>
        <input
          type="file"
          accept={kinds.join(',')}
          multiple={multiple}
          // Not `disabled`, which would take the focus away from whoever has just chosen a file.
          aria-disabled={disabled || undefined}
          aria-label={label}
          aria-describedby={`${id}-hint`}
          onClick={(event) => {
            if (disabled) event.preventDefault()
          }}
          onDragEnter={() => setOver(!disabled)}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault()
            setOver(false)
            take(event.dataTransfer.files)
          }}
          onDragOver={(event) => event.preventDefault()}
          onPaste={(event) => take(event.clipboardData.files)}
          onChange={(event) => {
            take(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
      </div>
      {problems.map((problem) => (
        <span className="field-error" role="alert" key={problem}>
          {problem}
        </span>
      ))}
    </div>
  )
}
