import { useEffect, useState, useSyncExternalStore } from 'react'
import { uploadRegistrationDocument } from '../../contract/registration.ts'
import {
  REGISTRATION_DOCUMENTS,
  type RegistrationDocument,
  type RegistrationSubject,
} from '../../domain/units/registration-fields.ts'
import { sentenceOf } from '../shared/call-endpoint.ts'
import { uploadFile } from '../shared/upload-file.ts'
import type { DraftKeeper } from './draft-keeper.ts'

type Stored = {
  readonly name: string
  readonly preview: string | undefined
  /** The draft on which it hangs: once another one was begun, the document is gone. */
  readonly draft: string | undefined
}

/** One document of the form: what is stored of it, and what is on its way. */
export type Slot = {
  /** `preview` only where it was chosen in this page; what was uploaded earlier is known by its name. */
  readonly stored?: Stored | undefined
  readonly sending?: { readonly name: string; readonly share: number } | undefined
  readonly error?: string | undefined
}

export type Documents = {
  readonly present: ReadonlySet<RegistrationDocument>
  readonly of: (kind: RegistrationDocument) => Slot
  readonly put: (kind: RegistrationDocument, file: File) => void
  readonly cancel: (kind: RegistrationDocument) => void
}

type KnownDocuments = readonly { readonly kind: RegistrationSubject; readonly name: string }[]
type Slots = ReadonlyMap<RegistrationDocument, Slot>

/** The documents of a registration: uploaded as they are chosen, replaced by choosing again. */
export function useDocuments(
  known: KnownDocuments,
  keeper: DraftKeeper,
  onStored: (kind: RegistrationDocument) => void,
): Documents {
  const { token } = useSyncExternalStore(keeper.subscribe, keeper.keeping)
  const [slots, setSlots] = useState(() => slotsOf(known, token))
  const [running] = useState(() => new Map<RegistrationDocument, AbortController>())
  const [previews] = useState(() => new Map<RegistrationDocument, string>())
  useEffect(
    () => () => {
      running.forEach((controller) => controller.abort())
      previews.forEach((preview) => URL.revokeObjectURL(preview))
    },
    [running, previews],
  )
  /** The address of a picture that is shown from memory, which holds it until the next one takes its place. */
  const previewOf = (kind: RegistrationDocument, file: File) => {
    const before = previews.get(kind)
    const preview = URL.createObjectURL(file)
    if (before !== undefined) URL.revokeObjectURL(before)
    previews.set(kind, preview)
    return preview
  }
  const set = (kind: RegistrationDocument, change: Slot) =>
    setSlots((now) => new Map([...now, [kind, { ...now.get(kind), ...change }]]))
  const send = async (kind: RegistrationDocument, file: File, { signal }: AbortController) => {
    const onProgress = (share: number) => set(kind, { sending: { name: file.name, share } })
    onProgress(0)
    try {
      const draft = await keeper.token()
      const { name } = await uploadFile(uploadRegistrationDocument, { kind }, file, { draft, signal, onProgress })
      set(kind, { stored: { name, preview: previewOf(kind, file), draft }, sending: undefined, error: undefined })
      onStored(kind)
    } catch (error) {
      if (!signal.aborted) set(kind, { sending: undefined, error: sentenceOf(error) })
    }
  }
  const cancel = (kind: RegistrationDocument) => {
    running.get(kind)?.abort()
    set(kind, { sending: undefined, error: undefined })
  }
  const of = (kind: RegistrationDocument): Slot => {
    const { stored, ...slot } = slots.get(kind) ?? {}
    return stored !== undefined && stored.draft === token ? { ...slot, stored } : slot
  }
  return {
    present: new Set(REGISTRATION_DOCUMENTS.filter((kind) => of(kind).stored !== undefined)),
    of,
    put: (kind, file) => {
      cancel(kind)
      const controller = new AbortController()
      running.set(kind, controller)
      void send(kind, file, controller)
    },
    cancel,
  }
}

function slotsOf(known: KnownDocuments, draft: string | undefined): Slots {
  const found = REGISTRATION_DOCUMENTS.flatMap((kind): [RegistrationDocument, Slot][] => {
    const document = known.find((other) => other.kind === kind)
    return document === undefined ? [] : [[kind, { stored: { name: document.name, preview: undefined, draft } }]]
  })
  return new Map(found)
}
