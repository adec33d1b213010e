import { useState } from 'react'
import { words } from '../words/words.ts'

const SHORTEST = 12

/** The second typing of a new password, and the sentence where the two differ or the password is too short. */
export function useNewPassword(): {
  again: string
  setAgain: (text: string) => void
  check: (values: { password?: string }) => { password?: string }
} {
  const [again, setAgain] = useState('')
  return {
    again,
    setAgain,
    check: ({ password }) => {
      if (password !== undefined && Array.from(password).length < SHORTEST) {
        return { password: words('accounts.password.short') }
      }
      return password !== undefined && password !== again ? { password: words('accounts.password.differ') } : {}
    },
  }
}
