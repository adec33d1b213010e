import { useState, type ReactElement } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { words } from '../words/words.ts'
import { agencyTree, matchingAgencies, pathOf, type Agency } from './agency-tree.ts'
import { AgencyBranch } from './AgencyBranch.tsx'

export type AgencyDialogProps = {
  readonly agencies: readonly Agency[]
  readonly chosen: string | undefined
  readonly onChoose: (id: string) => void
  readonly onClose: () => void
}

/** Chooses the agency in the tree, or by its name; Enter takes what is marked. */
export function AgencyDialog({ agencies, chosen, onChoose, onClose }: AgencyDialogProps): ReactElement {
  const [text, setText] = useState('')
  const [marked, setMarked] = useState(chosen)
  const searching = text.trim() !== ''
  const found = searching ? matchingAgencies(agencies, text) : []
  const shown = searching ? found : agencies
  const taken = searching && found.length === 1 ? found[0]?.id : shown.find(({ id }) => id === marked)?.id
  const nodes = searching
    ? found.map((agency) => ({ ...agency, name: pathOf(agencies, agency.id).join(' › '), below: [] }))
    : agencyTree(agencies)
  return (
    <Dialog
      title={words('units.registration.agencyTitle')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{words('ui.cancel')}</Button>
          <Button
            type="submit"
            form="agency-choice"
            kind="primary"
            reason={taken === undefined ? words('form.chooseOne') : undefined}
          >
            {words('units.registration.agencyConfirm')}
          </Button>
        </>
      }
    >
      <form
        id="agency-choice"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (taken !== undefined) onChoose(taken)
        }}
      >
        <input
          className="input"
          data-autofocus
          autoComplete="off"
          aria-label={words('units.registration.agencyFind')}
          placeholder={words('units.registration.agencyFind')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <fieldset className="group agency-box">
          <legend className="unseen">{words('units.registration.agencyAll')}</legend>
          <AgencyBranch nodes={nodes} chosen={taken} onChoose={setMarked} />
          {searching && found.length === 0 && (
            <p className="quiet" role="status">
              {words('units.registration.agencyNone')}
            </p>
          )}
        </fieldset>
      </form>
    </Dialog>
  )
}
