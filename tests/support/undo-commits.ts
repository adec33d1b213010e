import pg from 'pg'

type Query = (statement: unknown, ...rest: unknown[]) => unknown

function textOf(statement: unknown): unknown {
  return typeof statement === 'object' && statement !== null && 'text' in statement ? statement.text : statement
}

/**
 * Makes every commit of this process a rollback while `work` runs, after all that a commit would have judged: however
 * many commands are tried, each meets the rows as they were.
 */
export async function undoingCommits<T>(work: () => Promise<T>): Promise<T> {
  const { prototype } = pg.Client as unknown as { prototype: { query: Query } }
  const { query } = prototype
  prototype.query = function undoing(this: unknown, statement, ...rest) {
    const ask = (text: string) => query.call(this, text) as Promise<pg.QueryResult>
    if (textOf(statement) !== 'commit') return query.call(this, statement, ...rest)
    const judged = ask('set constraints all immediate')
    const undone = ask('rollback')
    undone.catch(() => undefined)
    return judged.then(async (answer) => {
      await undone
      return answer
    })
  }
  try {
    return await work()
  } finally {
    prototype.query = query
  }
}
