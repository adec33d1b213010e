import { listClaimTodos } from '../../contract/claim-todos.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { CLAIM_STATE_WORDS } from '../../contract/words/states.ts'
import { timeInWords } from '../shared/time-in-words.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { listOf, words } from '../words/words.ts'
import type { Todo } from '../work-pool/todos.ts'

type ClaimTodos = OutputOf<typeof listClaimTodos>

const EVERY = 60_000

function pageOf(id: string, state: 'materials' | 'entry'): string {
  return state === 'materials' ? `/claims/${id}/materials` : `/claim-entry/${id}`
}

function toMend({ id, number, state, kinds, returnedAt }: ClaimTodos['returned'][number]): Todo {
  return {
    key: id,
    tone: 'returned',
    tag: words('home.tag.claimReturned'),
    title: words('home.claimReturned', { number }),
    facts: words('home.claimReturnedText', {
      kinds: listOf(kinds.map((kind) => CLAIM_KIND_NAMES[kind])),
      at: timeInWords(returnedAt),
    }),
    deadline: undefined,
    path: pageOf(id, state),
    action: words('home.act.mendClaim'),
  }
}

/** One case is opened itself; several are shown in their list. */
function toGoOn(state: 'materials' | 'entry', { count, first }: ClaimTodos['entry']): Todo[] {
  if (first === null) return []
  const list = state === 'materials' ? '/claims' : '/claim-entry'
  return [
    {
      key: `claims ${state}`,
      tone: state === 'materials' ? 'your-turn' : 'in-entry',
      tag: CLAIM_STATE_WORDS[state],
      title: words(count === 1 ? `home.claim.${state}` : `home.claims.${state}`, { number: first.number, count }),
      facts: words(`home.claimText.${state}`),
      deadline: undefined,
      path: count === 1 ? pageOf(first.id, state) : list,
      action: words(`home.act.${state}`),
    },
  ]
}

type ClaimTodoLists = {
  readonly returned: readonly Todo[]
  readonly open: readonly Todo[]
  /** How many more came back than are listed. */
  readonly more: number
}

/** What a unit has to do about its cases, for 首页: what came back first. */
export function useClaimTodos(): ClaimTodoLists {
  const { data } = useEndpointQuery(listClaimTodos, {}, { every: EVERY })
  if (data === undefined) return { returned: [], open: [], more: 0 }
  return {
    returned: data.returned.map(toMend),
    more: data.more,
    open: [...toGoOn('materials', data.materials), ...toGoOn('entry', data.entry)],
  }
}
