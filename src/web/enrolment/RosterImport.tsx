import { useState, type ReactElement } from 'react'
import { listBatches, reuseRosterFile, uploadRoster } from '../../contract/roster-imports.ts'
import { refusalCode, sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useUpload } from '../shared/use-upload.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/Dialog.tsx'
import { FileDrop } from '../ui/FileDrop.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Progress } from '../ui/Progress.tsx'
import { words } from '../words/words.ts'
import { isRunning, type Batch, type ReusableFile } from './batches.ts'
import { BatchProgress } from './BatchProgress.tsx'
import { BatchResult } from './BatchResult.tsx'

const KINDS = ['.xlsx', '.xls', '.csv']
/** The server knows these bytes: it says when they came and asks. */
const CAME_BEFORE = 'file-came-before'

type Props = {
  readonly id: string
  readonly planCode: string
  readonly latest: Batch | undefined
  readonly reusable: readonly ReusableFile[]
}

/** A file that came before, and what imports it nevertheless. */
type Again = { readonly name: string; readonly sentence: string; readonly go: () => void }

/** 人员清单导入: the drop zone, and beside it what becomes of the file. */
export function RosterImport({ id, planCode, latest, reusable }: Props): ReactElement {
  const [again, setAgain] = useState<Again>()
  const upload = useUpload(uploadRoster, {
    refreshes: [listBatches],
    onFailed: (error, file) => {
      if (refusalCode(error) !== CAME_BEFORE) return
      const go = () => void upload.send({ id, planCode, again: true }, file)
      setAgain({ name: file.name, sentence: sentenceOf(error), go })
    },
  })
  const reuse = useCommand(reuseRosterFile, { refreshes: [listBatches] })
  const importFrom = async ({ batchId, fileName: name }: ReusableFile) => {
    try {
      await reuse.ask({ id, planCode, batchId })
    } catch (error) {
      if (refusalCode(error) !== CAME_BEFORE) return
      reuse.reset()
      setAgain({ name, sentence: sentenceOf(error), go: () => reuse.run({ id, planCode, batchId, again: true }) })
    }
  }
  const running = latest !== undefined && isRunning(latest)
  const { sending } = upload
  const error = upload.error ?? reuse.error ?? undefined
  return (
    <div className="import">
      <FileDrop
        label={words('roster.import')}
        hint={words('roster.importHint')}
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
        {sending === undefined && latest === undefined && <p className="quiet">{words('roster.importText')}</p>}
        {sending === undefined &&
          !running &&
          reusable.map((file) => (
            <div key={file.batchId} className="row">
              <Button
                pending={reuse.pending}
                aria-label={`${words('roster.reuse')} ${file.fileName}`}
                onClick={() => void importFrom(file)}
              >
                {words('roster.reuse')}
              </Button>
              <span className="quiet">{words('roster.reuseOf', { plan: file.planName, name: file.fileName })}</span>
            </div>
          ))}
      </div>
      {again !== undefined && (
        <ConfirmDialog
          title={words('roster.again.title', { name: again.name })}
          action={words('roster.again')}
          onCancel={() => {
            setAgain(undefined)
            upload.reset()
          }}
          onConfirm={() => {
            setAgain(undefined)
            again.go()
          }}
        >
          <p>{again.sentence}</p>
        </ConfirmDialog>
      )}
    </div>
  )
}
