import { useState, type ReactElement } from 'react'
import { listBatches, uploadRoster } from '../../contract/roster-imports.ts'
import { refusalCode, sentenceOf } from '../shared/call-endpoint.ts'
import { useUpload } from '../shared/use-upload.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { FileDrop } from '../ui/FileDrop.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Progress } from '../ui/Progress.tsx'
import { words } from '../words/words.ts'
import { isRunning, type Batch } from './batches.ts'
import { BatchProgress } from './BatchProgress.tsx'
import { BatchResult } from './BatchResult.tsx'

const KINDS = ['.xlsx', '.xls', '.csv']
/** The server knows these bytes: it says when they came and asks. */
const CAME_BEFORE = 'file-came-before'

type Props = { readonly id: string; readonly planCode: string; readonly latest: Batch | undefined }

/** 人员清单导入: the drop zone, and beside it what becomes of the file. */
export function RosterImport({ id, planCode, latest }: Props): ReactElement {
  const [again, setAgain] = useState<{ file: File; sentence: string }>()
  const upload = useUpload(uploadRoster, {
    refreshes: [listBatches],
    onFailed: (error, file) => {
      if (refusalCode(error) === CAME_BEFORE) setAgain({ file, sentence: sentenceOf(error) })
    },
  })
  const running = latest !== undefined && isRunning(latest)
  const { sending, error } = upload
  return (
    <div className="import">
      <FileDrop
        label={words('enrolment.import')}
        hint={words('enrolment.importHint')}
        kinds={KINDS}
        maxBytes={uploadRoster.limit}
        disabled={sending !== undefined || running}
        onFiles={([file]) => {
          if (file !== undefined) void upload.send({ id, planCode }, file)
        }}
      />
      <div className="stack">
        {error !== undefined && again === undefined && (
          <Notice tone="danger" live>
            {sentenceOf(error)}
          </Notice>
        )}
        {sending !== undefined && (
          <>
            <Progress
              label={words('enrolment.uploading', { name: sending.file.name })}
              done={sending.share}
              total={1}
            />
            <div className="row">
              <Button onClick={upload.cancel}>{words('ui.cancel')}</Button>
            </div>
          </>
        )}
        {sending === undefined && latest !== undefined && running && <BatchProgress batch={latest} />}
        {sending === undefined && latest !== undefined && !running && <BatchResult id={id} batch={latest} />}
        {sending === undefined && latest === undefined && <p className="quiet">{words('enrolment.importText')}</p>}
      </div>
      {again !== undefined && (
        <ConfirmDialog
          title={words('enrolment.again.title', { name: again.file.name })}
          action={words('enrolment.again')}
          onCancel={() => {
            setAgain(undefined)
            upload.reset()
          }}
          onConfirm={() => {
            setAgain(undefined)
            void upload.send({ id, planCode, again: true }, again.file)
          }}
        >
          <p>{again.sentence}</p>
        </ConfirmDialog>
      )}
    </div>
  )
}
