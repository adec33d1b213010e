import { defineConfig } from 'vitest/config'

/** `unit` is the fast subset of `npm run check`; the others start real servers, databases and browsers. */
const node = { environment: 'node' as const, testTimeout: 60_000, hookTimeout: 120_000 }
const project = (name: string, include: string[], parallel = true) => ({
  test: { name, include, ...node, fileParallelism: parallel },
})

export default defineConfig({
  test: {
    projects: [
      project('unit', ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'tests/unit/**/*.test.ts']),
      project('sweeps', ['tests/sweeps/**/*.test.ts']),
      project('stories', ['tests/stories/**/*.test.ts']),
      project('races', ['tests/races/**/*.test.ts'], false),
      project('faults', ['tests/faults/**/*.test.ts'], false),
      project('browser', ['tests/browser/**/*.test.ts'], false),
    ],
  },
})
