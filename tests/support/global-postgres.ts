import type { TestProject } from 'vitest/node'
import { startTestCluster, type TestCluster } from './test-cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testCluster: TestCluster
  }
}

type Shared = { users: number; started: ReturnType<typeof startTestCluster> }

// Vitest loads this file once per project; all projects of one run share one cluster.
const shared = globalThis as unknown as { huzhuTestCluster?: Shared }

/** Starts the run's PostgreSQL before the first test and stops it after the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const mine = (shared.huzhuTestCluster ??= { users: 0, started: startTestCluster() })
  mine.users++
  const { cluster, stop } = await mine.started
  project.provide('testCluster', cluster)
  return async () => {
    mine.users--
    if (mine.users > 0) return
    delete shared.huzhuTestCluster
    await stop()
  }
}
