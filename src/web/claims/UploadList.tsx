import '../words/zh/claim-materials.ts'
import type { ReactElement } from 'react'
import { LeaveGuard } from '../shared/LeaveGuard.tsx'
import { Button } from '../ui/Button.tsx'
import { sizeInWords } from '../ui/FileDrop.tsx'
import { Progress } from '../ui/Progress.tsx'
import { words } from '../words/words.ts'
import type { Upload } from './upload-queue.ts'
import type { MaterialUploads } from './use-material-uploads.ts'

function stateOf({ state, sentence }: Upload): string {
  switch (state) {
    case 'waiting':
      return words('materials.waiting')
    case 'shrinking':
      return words('materials.shrinking')
    case 'lost':
      return words('materials.lost')
    case 'refused':
      return sentence ?? ''
    case 'done':
      return words('materials.done')
    case 'sending':
      return ''
  }
}

const UNDER_WAY: readonly Upload['state'][] = ['waiting', 'shrinking', 'sending', 'lost']

/**
 * Images on their way: how far, how large they were and are, and what to do about those that did not arrive. Leaving the
 * page while there are some is asked about.
 */
export function UploadList({ uploads }: { uploads: MaterialUploads }): ReactElement | null {
  if (uploads.list.length === 0) return null
  const left = uploads.list.filter(({ state }) => UNDER_WAY.includes(state)).length
  return (
    <section className="card card-body" aria-label={words('materials.uploads')}>
      <LeaveGuard leaving={left > 0} text={words('materials.leaveText', { count: left })} />
      <h2>{words('materials.uploads')}</h2>
      <ul className="uploads">
        {uploads.list.map((upload) => {
          const { attempt, name, state, share, chosen, sent, hints } = upload
          const shrunk = sent !== undefined && sent < chosen
          return (
            <li key={attempt}>
              {state === 'sending' ? (
                <Progress label={words('materials.uploading', { name })} done={share} total={1} />
              ) : (
                <span className="row spread">
                  <span className="file-name">{name}</span>
                  <span
                    className={state === 'refused' ? 'field-error' : 'quiet small'}
                    role={state === 'refused' ? 'alert' : undefined}
                  >
                    {stateOf(upload)}
                  </span>
                </span>
              )}
              <span className="row spread small">
                <span className="quiet">
                  {shrunk
                    ? words('materials.sizes', { chosen: sizeInWords(chosen), sent: sizeInWords(sent) })
                    : sizeInWords(chosen)}
                </span>
                <span className="row">
                  {(state === 'lost' || state === 'refused') && (
                    <Button
                      kind="text"
                      aria-label={words('materials.retryOf', { name })}
                      onClick={() => uploads.retry(attempt)}
                    >
                      {words('ui.retry')}
                    </Button>
                  )}
                  {state === 'done' ? (
                    hints.length > 0 && (
                      <Button
                        kind="text"
                        aria-label={words('materials.hideOf', { name })}
                        onClick={() => uploads.drop(attempt)}
                      >
                        {words('materials.hide')}
                      </Button>
                    )
                  ) : (
                    <Button
                      kind="text"
                      aria-label={words('materials.dropOf', { name })}
                      onClick={() => uploads.drop(attempt)}
                    >
                      {words('ui.cancel')}
                    </Button>
                  )}
                </span>
              </span>
              {hints.map((hint) => (
                <span className="hint small" key={hint}>
                  {words(`materials.hint.${hint}`)}
                </span>
              ))}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
