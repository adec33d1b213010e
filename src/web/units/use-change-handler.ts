import { changeHandler, getHandlers, listUnits } from '../../contract/handlers.ts'
import { listUnitChanges } from '../../contract/unit-profile.ts'
import { useCommand, type Command } from '../shared/use-endpoint.ts'
import { toast } from '../ui/Toast.tsx'
import { words } from '../words/words.ts'

/** Names another handler or phone, and says what became of it. */
export function useChangeHandler(
  form: { readonly showFailure: (error: unknown) => boolean },
  onDone: () => void,
): Command<typeof changeHandler> {
  return useCommand(changeHandler, {
    refreshes: [getHandlers, listUnits, listUnitChanges],
    onDone: ({ userName }) => {
      toast(userName === null ? words('handlers.phoneChanged') : words('handlers.replaced', { userName }))
      onDone()
    },
    onFailed: (error) => form.showFailure(error),
  })
}
