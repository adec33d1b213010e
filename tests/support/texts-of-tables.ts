import type pg from 'pg'

export type ColumnText = { readonly table: string; readonly column: string; readonly text: string }

/** Everything that stands readable in a database, column by column, as a dump or a backup would show it. */
export async function textsOfTables(superuser: pg.Client): Promise<ColumnText[]> {
  const { rows } = await superuser.query<{ table: string; column: string; type: string }>(`
    select table_name as table, column_name as column, data_type as type from information_schema.columns
    where table_schema = 'public' and data_type in ('text', 'jsonb', 'bytea', 'ARRAY')`)
  const texts: ColumnText[] = []
  for (const { table, column, type } of rows) {
    const text = type === 'bytea' ? `encode(${column}, 'escape')` : `${column}::text`
    const all = await superuser.query<{ text: string | null }>(`select string_agg(${text}, ' ') as text from ${table}`)
    texts.push({ table, column, text: all.rows[0]?.text ?? '' })
  }
  return texts
}
