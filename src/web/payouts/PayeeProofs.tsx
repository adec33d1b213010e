import { lazy, Suspense, useState, type ReactElement } from 'react'
import { removePayeeProof, uploadPayeeProof } from '../../contract/payout-payees.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useUpload } from '../shared/use-upload.ts'
import { Button } from '../ui/Button.tsx'
import { FileDrop } from '../ui/FileDrop.tsx'
import { Progress } from '../ui/Progress.tsx'
import { words } from '../words/words.ts'
import type { Proof } from './payee-errors.ts'

const MaterialViewer = lazy(() =>
  import('../claims/MaterialViewer.tsx').then((file) => ({ default: file.MaterialViewer })),
)

type Props = {
  readonly id: string
  readonly proofs: readonly Proof[]
  readonly error: string | undefined
  readonly onChange: (proofs: readonly Proof[]) => void
}

/** What proves that another payee may receive the benefit: it is asked for once another payee is entered. */
export function PayeeProofs({ id, proofs, error, onChange }: Props): ReactElement {
  const change = (kind: string, images: Proof['images']) =>
    onChange(proofs.map((proof) => (proof.kind === kind ? { ...proof, images } : proof)))
  return (
    <section className="card card-body stack" aria-labelledby="payee-proofs">
      <h2 id="payee-proofs">{words('payouts.proofs')}</h2>
      {error !== undefined && (
        <span className="field-error" role="alert" id="payee-proof" tabIndex={-1}>
          {error}
        </span>
      )}
      {proofs.map((proof) => (
        <ProofSlot key={proof.kind} id={id} proof={proof} onChange={(images) => change(proof.kind, images)} />
      ))}
    </section>
  )
}

type SlotProps = {
  readonly id: string
  readonly proof: Proof
  readonly onChange: (images: Proof['images']) => void
}

function ProofSlot({ id, proof, onChange }: SlotProps): ReactElement {
  const { kind, name, sentence, min, max, images } = proof
  const [viewing, setViewing] = useState<string>()
  const upload = useUpload(uploadPayeeProof, { onDone: (image) => onChange([...images, image]) })
  const [leaving, setLeaving] = useState<string>()
  const remove = useCommand(removePayeeProof, {
    onDone: () => onChange(images.filter((image) => image.id !== leaving)),
  })
  const failure = upload.error ?? remove.error ?? undefined
  return (
    <section className="stack" aria-labelledby={`proof-${kind}`}>
      <h3 id={`proof-${kind}`}>{words(min > 0 ? 'payouts.proofNeeded' : 'payouts.proofOptional', { name, max })}</h3>
      <p className="quiet">{sentence}</p>
      {images.map((image) => (
        <p key={image.id} className="row">
          <Button kind="text" icon="eye" onClick={() => setViewing(image.id)}>
            {words('payouts.cardImageThere', { name: image.name })}
          </Button>
          <Button
            kind="text"
            aria-label={words('payouts.proofRemoveOne', { name: image.name })}
            pending={remove.pending && leaving === image.id}
            onClick={() => {
              setLeaving(image.id)
              remove.run({ id, materialId: image.id })
            }}
          >
            {words('payouts.proofRemove')}
          </Button>
        </p>
      ))}
      {upload.sending !== undefined && (
        <Progress label={upload.sending.file.name} done={upload.sending.share} total={1} />
      )}
      {upload.sending === undefined && images.length < max && (
        <FileDrop
          label={words('payouts.proofDrop', { name })}
          hint={words('payouts.proofHint')}
          kinds={['.jpg', '.jpeg', '.png']}
          maxBytes={uploadPayeeProof.limit}
          onFiles={([file]) => {
            if (file !== undefined) void upload.send({ id, kind }, file)
          }}
        />
      )}
      {failure !== undefined && (
        <span className="field-error" role="alert">
          {sentenceOf(failure)}
        </span>
      )}
      {viewing !== undefined && (
        <Suspense fallback={null}>
          <MaterialViewer
            claim={{ id, materials: images }}
            materialId={viewing}
            onClose={() => setViewing(undefined)}
          />
        </Suspense>
      )}
    </section>
  )
}
