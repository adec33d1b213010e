import { typedDate } from '../../domain/shared/typed-date.ts'

/** The date as the contract takes it; what is none stays as typed, for the form to refuse. */
export function tidyDate(typed: string): string {
  return typedDate(typed) ?? typed.trim()
}
