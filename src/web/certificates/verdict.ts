import type { OutputOf } from '../../contract/endpoint.ts'
import type { verifyCertificate } from '../../contract/certificates.ts'
import { words } from '../words/words.ts'

type Verified = Pick<OutputOf<typeof verifyCertificate>, 'superseded' | 'ended' | 'currentVersion' | 'lastDay'>

/** What the verification page says of the paper at hand; `named`: whether its address names the version. */
export function verdictOf(
  { superseded, ended, currentVersion: version, lastDay }: Verified,
  named: boolean,
): { readonly tone: 'ok' | 'warning'; readonly sentences: readonly string[] } {
  const over = ended ? [words('certificates.ended', { day: lastDay })] : []
  if (superseded) return { tone: 'warning', sentences: [words('certificates.superseded', { version }), ...over] }
  if (!named)
    return { tone: ended ? 'warning' : 'ok', sentences: [...over, words('certificates.current', { version })] }
  return ended ? { tone: 'warning', sentences: over } : { tone: 'ok', sentences: [words('certificates.valid')] }
}
