import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { storiesFile, storiesInWords } from '../../scripts/stories.ts'

test('docs/stories.md tells the stories as they are tested (npm run stories)', () => {
  expect(readFileSync(storiesFile, 'utf8')).toBe(storiesInWords())
})
