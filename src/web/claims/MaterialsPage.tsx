import '../words/zh/claim-materials.ts'
import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { CLAIM_STATE_WORDS } from '../../contract/words/states.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { words } from '../words/words.ts'
import { MaterialSlots } from './MaterialSlots.tsx'
import { MaterialsForm } from './MaterialsForm.tsx'
import { useOpenedClaim } from './use-opened-claim.ts'

/** 材料上传, also 证件拍照: the page between 申领受理 and 费用录入. */
export function MaterialsPage(): ReactElement {
  const { id } = useParams({ from: '/inside/claims/$id/materials' })
  const { image, camera } = useSearch({ from: '/inside/claims/$id/materials' })
  const navigate = useNavigate({ from: '/claims/$id/materials' })
  const { history } = useRouter()
  const { data, error, refetch } = useOpenedClaim(id)
  const go = (search: { image?: string; camera?: 'on' }) => void navigate({ search, replace: true })
  const seen = {
    opened: image,
    onOpen: (next: string | undefined) => go(next === undefined ? {} : { image: next }),
    camera: camera === 'on',
    onCamera: (on: boolean) => go(on ? { camera: 'on' } : {}),
  }
  return (
    <div className="page">
      <PageHead
        title={words('materials.title')}
        {...(data && { object: data.number })}
        text={
          data ? [data.insured.name, CLAIM_KIND_NAMES[data.kind], data.planName].join(' · ') : words('materials.intro')
        }
        actions={
          data?.state === 'materials' && (
            <Button icon="camera" onClick={() => seen.onCamera(true)}>
              {words('materials.photos')}
            </Button>
          )
        }
      />
      {data === undefined && error === null && <Skeleton lines={8} />}
      {data === undefined && error !== null && <ErrorState text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {data?.state === 'materials' && (
        <>
          <p className="quiet">{words('materials.intro')}</p>
          <MaterialsForm key={id} claim={data} {...seen} onCompleted={() => history.push(`/claim-entry/${id}`)} />
        </>
      )}
      {data !== undefined && data.state !== 'materials' && (
        <>
          <Notice>{words('materials.locked.state', { state: CLAIM_STATE_WORDS[data.state] })}</Notice>
          <MaterialSlots claim={data} editable={false} opened={image} onOpen={seen.onOpen} />
        </>
      )}
    </div>
  )
}
