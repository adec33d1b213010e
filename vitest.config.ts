import { defineConfig } from 'vitest/config'

/** `unit` is the fast subset of `npm run check`; the others start real servers, databases and browsers. */
const node = { environment: 'node' as const, testTimeout: 60_000, hookTimeout: 120_000 }
const withPostgres = (name: string, parallel: boolean) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    ...node,
    fileParallelism: parallel,
    globalSetup: ['tests/support/global-postgres.ts'],
  },
})

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'tests/unit/**/*.test.ts'],
          ...node,
        },
      },
      withPostgres('sweeps', true),
      withPostgres('stories', true),
      withPostgres('races', false),
      withPostgres('faults', false),
      withPostgres('browser', false),
    ],
  },
})
