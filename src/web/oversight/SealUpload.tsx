import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { listOrganisations, uploadSeal } from '../../contract/organisations.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { uploadFile } from '../shared/upload-file.ts'
import { refresh } from '../shared/use-endpoint.ts'
import { FileDrop } from '../ui/FileDrop.tsx'
import { Notice } from '../ui/Notice.tsx'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'
import type { Organisation } from './OrganisationsPage.tsx'

const MOST_BYTES = 10 * 1024 * 1024

/** The seal that letters of this office bear. */
export function SealUpload({ organisation }: { readonly organisation: Organisation }): ReactElement {
  const client = useQueryClient()
  const [problem, setProblem] = useState<string>()
  const send = async (file: File | undefined) => {
    if (!file) return
    try {
      await uploadFile(uploadSeal, { id: organisation.id }, file)
      setProblem(undefined)
      toast(words('organisations.sealDone'))
      await refresh(client, [listOrganisations])
    } catch (error) {
      setProblem(sentenceOf(error))
    }
  }
  return (
    <div className="stack">
      <p>{words(organisation.hasSeal ? 'organisations.sealThere' : 'organisations.sealNone')}</p>
      {problem !== undefined && (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      <FileDrop
        label={words('organisations.sealDrop')}
        hint={words('organisations.sealHint')}
        kinds={['.png', '.jpg', '.jpeg']}
        maxBytes={MOST_BYTES}
        onFiles={([file]) => void send(file)}
      />
    </div>
  )
}
