import { accept, refuse, type Decision } from './decision.ts'

/** One row of a workflow table: from a state, an action of a desk leads to another state. */
export type Transition<State extends string, Action extends string, Desk extends string> = {
  readonly from: State
  readonly action: Action
  readonly desk: Desk
  readonly to: State
}

/** The transition that this desk may make from this state with this action, if the table has one. */
export function transitionFor<S extends string, A extends string, D extends string>(
  table: readonly Transition<S, A, D>[],
  from: S,
  action: A,
  desks: readonly string[],
): Transition<S, A, D> | undefined {
  return table.find((row) => row.from === from && row.action === action && desks.includes(row.desk))
}

/** The state that an action of these desks leads to, or the refusal that names the state in which it is impossible. */
export function judgeTransition<S extends string, A extends string, D extends string, const Code extends string>(
  table: readonly Transition<S, A, D>[],
  code: Code,
  from: S,
  action: A,
  desks: readonly string[],
): Decision<S, { readonly code: Code; readonly state: S }> {
  const step = transitionFor(table, from, action, desks)
  return step ? accept(step.to) : refuse({ code, state: from })
}

/** What these desks may do from this state: the buttons of a page. */
export function actionsFrom<S extends string, A extends string, D extends string>(
  table: readonly Transition<S, A, D>[],
  from: S,
  desks: readonly string[],
): A[] {
  return [...new Set(table.filter((row) => row.from === from && desks.includes(row.desk)).map((row) => row.action))]
}

/** Faults of a table: states that nothing leads to, and states that are not final and have no way out. */
export function faultsOf<S extends string, A extends string, D extends string>(
  table: readonly Transition<S, A, D>[],
  states: readonly S[],
  initial: S,
  final: readonly S[],
): string[] {
  const reached = new Set<S>([initial])
  for (let grown = true; grown;) {
    const before = reached.size
    for (const row of table) if (reached.has(row.from)) reached.add(row.to)
    grown = reached.size > before
  }
  return [
    ...states.filter((state) => !reached.has(state)).map((state) => `${state} is never reached`),
    ...states
      .filter((state) => !final.includes(state) && !table.some((row) => row.from === state))
      .map((state) => `${state} has no way out`),
    ...final
      .filter((state) => table.some((row) => row.from === state))
      .map((state) => `${state} is final but has a way out`),
  ]
}
