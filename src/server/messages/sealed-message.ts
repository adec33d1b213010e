import type { MessageKind, VariablesOf } from '../../domain/messages/templates.ts'
import type { MessageId } from '../../domain/shared/ids.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'

const RECIPIENT = 'messages.recipient'
const VARIABLES = 'messages.variables'

type Variables = VariablesOf<MessageKind>

/** Phone or address and the variables of the text, each encrypted for this message alone. */
export function sealMessage(crypto: CryptoProvider, id: MessageId, to: string, variables: Variables) {
  return {
    recipientSealed: crypto.seal(RECIPIENT, id, to),
    variablesSealed: crypto.seal(VARIABLES, id, JSON.stringify(variables)),
  }
}

export function openMessage(
  crypto: CryptoProvider,
  id: MessageId,
  sealed: { readonly recipientSealed: Uint8Array; readonly variablesSealed: Uint8Array },
): { to: string; variables: Variables } {
  return {
    to: crypto.open(RECIPIENT, id, sealed.recipientSealed).toString(),
    variables: JSON.parse(crypto.open(VARIABLES, id, sealed.variablesSealed).toString()) as Variables,
  }
}
