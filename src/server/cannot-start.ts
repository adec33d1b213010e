/** The system cannot start for a reason that the operator can mend: `message` is one sentence that says how. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}
