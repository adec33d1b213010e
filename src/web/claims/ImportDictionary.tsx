import '../words/zh/dictionaries.ts'
import { useState, type ReactElement } from 'react'
import type { infer as Infer } from 'zod/mini'
import { importDictionary, listDictionary, type dictionaryImport } from '../../contract/dictionaries.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useUpload } from '../shared/use-upload.ts'
import { Button } from '../ui/Button.tsx'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FileDrop } from '../ui/FileDrop.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Progress } from '../ui/Progress.tsx'
import { words } from '../words/words.ts'
import type { DictionaryTab } from './dictionary-routes.ts'
import { ImportOutcome } from './ImportOutcome.tsx'

const KINDS = ['.xlsx', '.xls', '.csv']

export type DictionaryImport = Infer<typeof dictionaryImport>

/** 导入字典: one file, whether it is the whole dictionary, and what became of it. */
export function ImportDictionary({
  kind,
  onClose,
}: {
  readonly kind: DictionaryTab
  readonly onClose: () => void
}): ReactElement {
  const [replace, setReplace] = useState(false)
  const [outcome, setOutcome] = useState<DictionaryImport>()
  const { send, sending, error } = useUpload(importDictionary, {
    refreshes: [listDictionary],
    replaces: true,
    onDone: setOutcome,
  })
  const bring = (file: File | undefined) => {
    if (!file) return
    setOutcome(undefined)
    void send({ kind, replace }, file)
  }
  return (
    <Dialog
      size="medium"
      title={words('dictionaries.importTitle', { name: words(`dictionaries.${kind}`) })}
      onClose={onClose}
      foot={<Button onClick={onClose}>{words('ui.close')}</Button>}
    >
      <div className="stack">
        <p>
          {words(`dictionaries.columns.${kind}`)}
          <br />
          <span className="quiet">{words('dictionaries.importText')}</span>
        </p>
        <CheckboxField
          label={words('dictionaries.replace')}
          checked={replace}
          disabled={sending !== undefined}
          onChange={(event) => setReplace(event.currentTarget.checked)}
        />
        <FileDrop
          label={words('dictionaries.drop')}
          hint={words('dictionaries.dropHint')}
          kinds={KINDS}
          maxBytes={importDictionary.limit}
          disabled={sending !== undefined}
          onFiles={([file]) => bring(file)}
        />
        {sending !== undefined && (
          <Progress
            label={
              sending.share < 1
                ? words('dictionaries.sending', { name: sending.file.name })
                : words('dictionaries.judging')
            }
            done={sending.share}
            total={1}
          />
        )}
        {error !== undefined && (
          <Notice tone="danger" live>
            {sentenceOf(error)}
          </Notice>
        )}
        {outcome && <ImportOutcome kind={kind} outcome={outcome} />}
      </div>
    </Dialog>
  )
}
