// docs/stories.md out of tests/stories: what the system does, in the sentences of its tests.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'tests', 'stories')
export const storiesFile = join(root, 'docs', 'stories.md')

const TITLE = /^\s*(describe|it)\(\s*(['"`])((?:\\.|(?!\2).)*)\2/gm

/** Every story in the order of the files: its actors and steps as a list. */
export function storiesInWords(): string {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
  const stories = files.map((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(TITLE)]
      .map(([, kind, , title = '']) => {
        const text = title.replace(/\\(['"`])/g, '$1')
        return kind === 'describe' ? `\n## ${text.charAt(0).toUpperCase()}${text.slice(1)}\n` : `- ${text}`
      })
      .join('\n'),
  )
  return `# Stories\n\nWritten by \`npm run stories\` from tests/stories, where each runs against the real server and PostgreSQL.\n${stories.join('\n')}\n`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(storiesFile, storiesInWords())
