/** What one run of a contestant took, as its own fresh process saw it. */
export type Run = {
  /** Processor time of all threads, in ms, from the start of the process. */
  readonly cpu: number
  /** Time from the start of the work to its end, in ms. */
  readonly wall: number
  /** Largest resident memory of the process, in MB. */
  readonly peak: number
  /** Whatever else the contestant measured. */
  readonly extra: Readonly<Record<string, number>>
}

/** Medians over the runs, by contestant. */
export type Measured = { of(contestant: string): Run }

/** One line of the table: a figure may have several targets. */
export type Verdict = {
  readonly ours: string
  readonly peer?: string
  readonly floor?: string
  readonly ratio?: string
  readonly target: string
  readonly pass: boolean
}

/** Does the work on the prepared input; may answer further numbers. */
export type Contestant = (input: string) => Promise<Readonly<Record<string, number>> | void>

export type Figure = {
  readonly name: string
  /** Runs of each contestant, interleaved; five where not told. */
  readonly runs?: number
  /** Makes the input in the folder where it is not there yet, and answers what contestants are given. */
  readonly prepare: (folder: string) => Promise<string>
  readonly contestants: Readonly<Record<string, Contestant>>
  /** Ours that ask the database: run once more, unmeasured, to tell the plan of any query that scans a large table. */
  readonly asking?: readonly string[]
  readonly judge: (measured: Measured) => readonly Verdict[]
}

export function milliseconds(value: number): string {
  return value >= 10_000 ? `${(value / 1000).toFixed(1)} s` : `${value.toFixed(0)} ms`
}

export function times(value: number, of: number): string {
  return `${(value / of).toFixed(2)} ×`
}
