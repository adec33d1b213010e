import '../words/zh/payouts.ts'
import { useState, type ReactElement } from 'react'
import type * as z from 'zod/mini'
import { downloadReturnFile, importReturn } from '../../contract/bank-returns.ts'
import { holdsAny, useSession } from '../accounts/session.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { timeInWords } from '../shared/time-in-words.ts'
import { useUpload } from '../shared/use-upload.ts'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { FileDrop } from '../ui/FileDrop.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Progress } from '../ui/Progress.tsx'
import { words } from '../words/words.ts'
import type { BatchDetail } from './batch-detail.ts'

type Outcome = z.infer<typeof importReturn.output>
type Problem = Outcome['problems'][number]

const columns: readonly Column<Problem>[] = [
  { key: 'row', head: words('payouts.returnRow'), render: ({ row }) => (row === 0 ? '' : row), end: true },
  {
    key: 'problem',
    head: words('payouts.problem'),
    render: ({ reference, sentence }) => (
      <span className="payout-problem">
        {reference !== '' && <b>{reference} </b>}
        {sentence}
      </span>
    ),
  },
]

/** What became of the file that was just dropped. */
function ReturnOutcome({ outcome }: { outcome: Outcome }): ReactElement {
  const { paid, failed, waiting, problems } = outcome
  if (outcome.outcome === 'taken')
    return (
      <Notice tone="ok" live>
        {words('payouts.returnTaken', { paid, failed, waiting })}
      </Notice>
    )
  if (outcome.outcome === 'unchanged') return <Notice live>{words('payouts.returnUnchanged', { waiting })}</Notice>
  return (
    <>
      <Notice tone="danger" live>
        {words('payouts.returnRefused', { count: problems.length })}
      </Notice>
      <div className="payout-problems">
        <DataTable
          label={words('payouts.returnProblems')}
          columns={columns}
          rows={problems}
          rowKey={({ row, reference, problem }) => `${row} ${reference} ${problem}`}
          rowName={({ row }) => String(row)}
          empty={null}
        />
      </div>
    </>
  )
}

/** The bank's files: one is dropped here and judged whole; those taken stay listed. */
export function BatchReturns({ detail }: { detail: BatchDetail }): ReactElement {
  const { batch, returns } = detail
  const may = holdsAny(useSession(), ['payout-making'])
  const [outcome, setOutcome] = useState<Outcome>()
  const upload = useUpload(importReturn, { refreshes: ['payouts'], onDone: setOutcome })
  return (
    <section className="card card-body stack" aria-labelledby="batch-returns">
      <h2 id="batch-returns">{words('payouts.returns')}</h2>
      {may && (
        <FileDrop
          label={words('payouts.returnDrop')}
          hint={words('payouts.returnHint')}
          kinds={['.csv', '.txt']}
          maxBytes={importReturn.limit}
          disabled={upload.sending !== undefined}
          onFiles={([file]) => {
            setOutcome(undefined)
            if (file !== undefined) void upload.send({ id: batch.id }, file)
          }}
        />
      )}
      {upload.sending !== undefined && (
        <Progress label={upload.sending.file.name} done={upload.sending.share} total={1} />
      )}
      {!may && <p className="quiet">{words('payouts.returnDesk')}</p>}
      {upload.error !== undefined && (
        <Notice tone="danger" live>
          {sentenceOf(upload.error)}
        </Notice>
      )}
      {outcome !== undefined && <ReturnOutcome outcome={outcome} />}
      {returns.length === 0 && <p className="quiet">{words('payouts.returnNone')}</p>}
      <ul className="payout-returns">
        {returns.map(({ id, name, sha256, paid, failed, unchanged, importedBy, importedAt }) => (
          <li key={id}>
            {words('payouts.returnOf', {
              time: timeInWords(importedAt),
              by: importedBy,
              name,
              paid,
              failed,
              unchanged,
            })}{' '}
            <DownloadButton
              kind="text"
              route={downloadReturnFile}
              input={{ id: batch.id, returnId: id }}
              name={words('payouts.returnDownloadOf', { name })}
            >
              {words('payouts.returnDownload')}
            </DownloadButton>
            <span className="quiet small hash">SHA-256 {sha256}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
