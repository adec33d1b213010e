import type { ReactElement } from 'react'
import { listOrganisations, uploadSeal } from '../../contract/organisations.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useUpload } from '../shared/use-upload.ts'
import { FileDrop } from '../ui/FileDrop.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Progress } from '../ui/Progress.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { Organisation } from './OrganisationsPage.tsx'

/** The seal that letters of this office bear. */
export function SealUpload({ organisation }: { readonly organisation: Organisation }): ReactElement {
  const { id, hasSeal } = organisation
  const { send, sending, error } = useUpload(uploadSeal, {
    refreshes: [listOrganisations],
    replaces: true,
    onDone: () => toast(words('organisations.sealDone')),
  })
  return (
    <div className="stack">
      <p>{words(hasSeal ? 'organisations.sealThere' : 'organisations.sealNone')}</p>
      {error !== undefined && (
        <Notice tone="danger" live>
          {sentenceOf(error)}
        </Notice>
      )}
      <FileDrop
        label={words('organisations.sealDrop')}
        hint={words('organisations.sealHint')}
        kinds={['.png', '.jpg', '.jpeg']}
        maxBytes={uploadSeal.limit}
        disabled={sending !== undefined}
        onFiles={([file]) => {
          if (file !== undefined) void send({ id }, file)
        }}
      />
      {sending !== undefined && <Progress label={sending.file.name} done={sending.share} total={1} />}
    </div>
  )
}
