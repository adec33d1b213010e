/** A step of a calculation as printed. */
export type PrintedLine = {
  readonly rule: string
  readonly clause: string
  readonly basis: string
  readonly formula: string
  readonly amount: string
}

/** A step that came, went or has other figures than in the calculation before. */
export type LineChange = {
  readonly rule: string
  readonly before: { readonly formula: string; readonly amount: string } | null
  readonly after: { readonly formula: string; readonly amount: string } | null
}

const figures = ({ formula, amount }: PrintedLine) => ({ formula, amount })
const same = (a: PrintedLine, b: PrintedLine) => a.formula === b.formula && a.amount === b.amount

/** Takes the first line of the same rule and clause out of `left`. */
function takeMatch(left: PrintedLine[], { rule, clause }: PrintedLine): PrintedLine | undefined {
  const at = left.findIndex((line) => line.rule === rule && line.clause === clause)
  return at < 0 ? undefined : left.splice(at, 1)[0]
}

/** Why an amount changed, step by step: steps of one rule are compared in their order, equal ones are left out. */
export function lineChanges(before: readonly PrintedLine[], after: readonly PrintedLine[]): readonly LineChange[] {
  const left = [...before]
  const changes = after.flatMap((line): LineChange[] => {
    const old = takeMatch(left, line)
    if (old && same(old, line)) return []
    return [{ rule: line.rule, before: old ? figures(old) : null, after: figures(line) }]
  })
  return [...changes, ...left.map((line) => ({ rule: line.rule, before: figures(line), after: null }))]
}
