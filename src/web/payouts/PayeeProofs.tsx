import { useState, type ReactElement } from 'react'
import { removePayeeProof, uploadPayeeProof } from '../../contract/payout-payees.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { useCommand } from '../shared/use-endpoint.ts'
import { useUpload } from '../shared/use-upload.ts'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/words.ts'
import type { Proof } from './payee-errors.ts'
import { PayeeImages } from './PayeeImages.tsx'

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
      <h2 id="payee-proofs">{words('payees.proofs')}</h2>
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
  const upload = useUpload(uploadPayeeProof, { onDone: (image) => onChange([...images, image]) })
  const [leaving, setLeaving] = useState<string>()
  const remove = useCommand(removePayeeProof, {
    onDone: () => onChange(images.filter((image) => image.id !== leaving)),
  })
  const failure = upload.error ?? remove.error ?? undefined
  const full = images.length >= max
  return (
    <section className="stack" aria-labelledby={`proof-${kind}`}>
      <h3 id={`proof-${kind}`}>{words(min > 0 ? 'payees.proofNeeded' : 'payees.proofOptional', { name, max })}</h3>
      <p className="quiet">{sentence}</p>
      <PayeeImages
        claimId={id}
        images={images}
        label={words('payees.proofDrop', { name })}
        hint={full ? words('payees.proofFull', { max }) : words('payees.proofHint')}
        maxBytes={uploadPayeeProof.limit}
        sending={upload.sending}
        full={full}
        onFile={(file) => void upload.send({ id, kind }, file)}
        failure={failure && sentenceOf(failure)}
        renderActions={(image) => (
          <Button
            kind="text"
            aria-label={words('payees.proofRemoveOne', { name: image.name })}
            pending={remove.pending && leaving === image.id}
            onClick={() => {
              upload.forget()
              setLeaving(image.id)
              remove.run({ id, materialId: image.id })
            }}
          >
            {words('payees.proofRemove')}
          </Button>
        )}
      />
    </section>
  )
}
