import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks a second; 100 on every Linux that Node runs on. */
const TICKS = 100
const EVERY = 50

export type ChildrenUse = { readonly cpuSeconds: number; readonly peakBytes: number }

/** Adds up processor time and memory (shared pages divided among their users) of all descendants until stopped. */
export function watchChildren(): { stop(): ChildrenUse } {
  const ticks = new Map<number, number>()
  let peakBytes = 0
  const look = () => {
    let memory = 0
    for (const pid of descendantsOf(process.pid)) {
      const fields = statOf(pid)
      if (!fields) continue
      ticks.set(pid, Number(fields[11]) + Number(fields[12]))
      memory += memoryOf(pid)
    }
    peakBytes = Math.max(peakBytes, memory)
  }
  const timer = setInterval(look, EVERY)
  return {
    stop() {
      clearInterval(timer)
      look()
      return { cpuSeconds: [...ticks.values()].reduce((sum, used) => sum + used, 0) / TICKS, peakBytes }
    },
  }
}

function descendantsOf(root: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const fields = /^\d+$/.test(name) ? statOf(Number(name)) : undefined
    if (fields) parents.set(Number(name), Number(fields[1]))
  }
  const within = (pid: number): boolean => {
    const parent = parents.get(pid)
    return parent !== undefined && (parent === root || within(parent))
  }
  return [...parents.keys()].filter(within)
}

/** Fields of /proc/<pid>/stat behind the name, which may itself hold blanks; undefined where the process has ended. */
function statOf(pid: number): string[] | undefined {
  const text = textOf(`/proc/${pid}/stat`)
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')
}

function memoryOf(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+)/m.exec(textOf(`/proc/${pid}/smaps_rollup`) ?? '')?.[1]
  return Number(kilobytes ?? 0) * 1024
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
