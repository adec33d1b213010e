import type { ReactElement } from 'react'
import { downloadPaymentFile } from '../../contract/payout-batches.ts'
import { holdsAny, useSession } from '../accounts/session.ts'
import { DownloadButton } from '../shared/DownloadButton.tsx'
import { shownCount } from '../shared/shown.ts'
import { words } from '../words/words.ts'
import type { BatchDetail } from './batch-detail.ts'

/** The file for the bank, with the hashes by which it can be known again. */
export function BatchFile({ detail }: { detail: BatchDetail }): ReactElement | null {
  const may = holdsAny(useSession(), ['payout-making', 'payout-release'])
  const { batch, file } = detail
  if (file === null) return null
  return (
    <section className="card card-body stack" aria-labelledby="batch-file">
      <h2 id="batch-file">{words('payouts.file')}</h2>
      <p>
        {file.name} <span className="quiet">{words('payouts.bytes', { count: shownCount(file.size) })}</span>
      </p>
      <dl className="facts one-column hashes">
        <div>
          <dt>SHA-256</dt>
          <dd>{file.sha256}</dd>
        </div>
        <div>
          <dt>SM3</dt>
          <dd>{file.sm3}</dd>
        </div>
      </dl>
      <p className="quiet small">{words('payouts.fileText')}</p>
      {may && (
        <DownloadButton route={downloadPaymentFile} input={{ id: batch.id }}>
          {words('payouts.download')}
        </DownloadButton>
      )}
    </section>
  )
}
