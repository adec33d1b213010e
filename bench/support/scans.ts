import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbedded, type EmbeddedOptions, type EmbeddedPostgres } from '../../src/server/db/embedded.ts'

/** Set for a run that is not measured, in which PostgreSQL writes down how it answered. */
export const WATCH = 'BENCH_WATCHES_SCANS'
const MANY_ROWS = 10_000

// A scan of many rows takes longer than this; whatever is quicker need not be written down.
const watching = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '1ms',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_nested_statements': 'on',
  'auto_explain.log_format': 'json',
  'auto_explain.log_parameter_max_length': '0',
}

/** The PostgreSQL of a bench; in a run that watches, it tells at its end the plan of each query that scanned a large table. */
export async function startWatched(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  if (process.env[WATCH] !== '1') return startEmbedded(options)
  const cluster = await startEmbedded({ ...options, settings: { ...options.settings, ...watching } })
  return {
    ...cluster,
    async stop() {
      await cluster.stop()
      for (const plan of scansIn(readFileSync(join(cluster.root, 'postgres.log'), 'utf8'))) console.error(plan)
    },
  }
}

type Node = {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows'?: number
  readonly 'Actual Loops'?: number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly Node[]
}
type Logged = { readonly 'Query Text': string; readonly Plan: Node }

/** Each query of a log that read more than `MANY_ROWS` rows of a table one after the other, once, with its plan. */
export function scansIn(log: string): string[] {
  const plans = new Map<string, string>()
  for (const [, ms = '', text = ''] of log.matchAll(/duration: ([\d.]+) ms {2}plan:\n((?:\t.*\n)+)/g)) {
    const { 'Query Text': query, Plan: plan } = JSON.parse(text) as Logged
    if (scans(plan)) plans.set(query, `${query.replace(/\s+/g, ' ').slice(0, 300)}\n${told(plan, 1)}  in ${ms} ms\n`)
  }
  return [...plans.values()]
}

function rowsRead(node: Node): number {
  return ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 1)
}

function scans(node: Node): boolean {
  return (node['Node Type'] === 'Seq Scan' && rowsRead(node) > MANY_ROWS) || (node.Plans ?? []).some(scans)
}

function told(node: Node, depth: number): string {
  const { 'Node Type': kind, 'Relation Name': relation = '' } = node
  const line = `${'  '.repeat(depth)}${kind} ${relation} (${rowsRead(node)} rows)\n`
  return line + (node.Plans ?? []).map((plan) => told(plan, depth + 1)).join('')
}
