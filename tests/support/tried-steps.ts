import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { freshDatabase } from './postgres.ts'

/** Columns that have no default, but must hold something: a row of nobody, since no foreign key is asked. */
type Row = Readonly<Record<string, string | number>>

/** A client that places rows past every wall, and tries changes as any command would. */
export type Trying = {
  /** Puts the row into this state, as no command could. */
  readonly place: (state: string) => Promise<void>
  /** Tries the change and takes it back: what the trigger said against it, or undefined. */
  readonly attempt: (change: string) => Promise<string | undefined>
}

/** One row of a table whose state its triggers alone keep: constraints that tie other columns to a state are left out. */
export async function tryingRow<T>(table: string, row: Row, work: (trying: Trying) => Promise<T>): Promise<T> {
  const database = await freshDatabase()
  const superuser = new pg.Client({ connectionString: database.superuserUrl })
  await superuser.connect()
  const id = randomUUID()
  const past = async (statement: string) => {
    await superuser.query('set session_replication_role = replica')
    await superuser.query(statement)
    await superuser.query('set session_replication_role = origin')
  }
  try {
    await superuser.query(`do $$ declare wall record; begin for wall in select conname from pg_constraint
      where conrelid = '${table}'::regclass and contype = 'c'
      loop execute format('alter table ${table} drop constraint %I', wall.conname); end loop; end $$`)
    const columns = ['id', ...Object.keys(row)].join(', ')
    const values = ['', ...Object.values(row)].map((_, index) => `$${index + 1}`).join(', ')
    await superuser.query('set session_replication_role = replica')
    await superuser.query(`insert into ${table} (${columns}) values (${values})`, [id, ...Object.values(row)])
    return await work({
      place: (state) => past(`update ${table} set state = '${state}'`),
      async attempt(change) {
        await superuser.query('begin')
        try {
          await superuser.query(`select set_config('app.command', 'test.try', true)`)
          await superuser.query(`update ${table} set ${change}`)
          return undefined
        } catch (error) {
          if (error instanceof pg.DatabaseError && error.code === '23514') return error.message
          throw error
        } finally {
          await superuser.query('rollback')
        }
      },
    })
  } finally {
    await superuser.end()
    await database.drop()
  }
}

/** Every step from one state to another that the triggers of the table let its row go, however it is asked. */
export function stepsThatGo(table: string, row: Row, states: readonly string[]): Promise<string[]> {
  return tryingRow(table, row, async ({ place, attempt }) => {
    const gone: string[] = []
    for (const from of states) {
      await place(from)
      for (const to of states.filter((state) => state !== from))
        if ((await attempt(`state = '${to}'`)) === undefined) gone.push(`${from} → ${to}`)
    }
    return gone
  })
}

/** What is said in each of these states against a change that leaves the state as it is; false where it may be made. */
export function saidWhileStaying(
  table: string,
  row: Row,
  states: readonly string[],
): Promise<readonly (string | false)[]> {
  return tryingRow(table, row, async ({ place, attempt }) => {
    const said: (string | false)[] = []
    for (const state of states) {
      await place(state)
      said.push((await attempt('version = version + 1')) ?? false)
    }
    return said
  })
}
