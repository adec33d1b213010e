import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadCatalogue } from '../../src/server/plans/plan-store.ts'
import { readCatalogue } from '../../src/server/plans/read-catalogue.ts'
import { inTransaction } from '../../src/server/db/transaction.ts'
import { openDatabase } from '../../src/server/db/database.ts'
import { instantOf } from '../../src/domain/shared/time.ts'
import { query } from './bench-cluster.ts'

export const PLAN = 'comprehensive'
/**
 * An id as an import makes it for the n-th person, twenty a millisecond. Made all in one millisecond, ids differ in nothing
 * by which the wall of the covers can part its pages, and each look at it would read dozens of them.
 */
export const NTH_ID = `new_id(now() + n * interval '50 microseconds')`
/** Rows that are known to fit need no foreign keys checked: a third of the time. */
const SCOPE = `set session_replication_role = replica; set app.command = 'bench.fill'; set app.low = '0'; set app.high = '9007199254740991'; `

/** The association of association.sql, the catalogue, and so many standing covers of other people at the other unit. */
export async function fillCovers(superuserUrl: string, covers: number): Promise<void> {
  await query(superuserUrl, await readFile(join(import.meta.dirname, 'association.sql'), 'utf8'))
  const database = openDatabase({ url: superuserUrl })
  const catalogue = await readCatalogue()
  const begin = { kind: 'system', purpose: 'start' } as const
  const request = { begin, command: 'plans.load-catalogue', now: instantOf(Date.now()) } as const
  await inTransaction({ database, filtering: true }, request, (tx) => loadCatalogue(tx, catalogue))
  await database.close()
  await query(
    superuserUrl,
    `${SCOPE}
    insert into offers (id, organisation_id, place, high, plan_version_id, plan_code, sale_from, created_at)
      select '00000000-0000-7000-8000-0000000000f0', '00000000-0000-7000-8000-000000000002', 1000000000, 1999999999, id, code,
        '2020-01-01', now() from plan_versions where code = '${PLAN}';
    create temporary table made as select ${NTH_ID} as person, ${NTH_ID} as record, n from generate_series(1, ${covers}) n;
    insert into person_keys (id, hash) select person, sha256(('covered ' || n)::bytea) from made;
    insert into people (id, unit_id, place, person_id, name, id_kind, id_masked, born, sex, sealed, phone_index, phone_masked, recorded_at)
      select record, '00000000-0000-7000-8000-000000000005', 1500000002, person, '职工', 'resident', '379***********0000', '1990-01-01',
        'male', repeat('x', 80)::bytea, sha256(n::text::bytea), '199****0000', now() from made;
    insert into covers (id, person_id, people_id, unit_id, place, plan_code, plan_version_id, category, period, shares, risk_class,
        continuous_since, enrolment_id, row_number)
      select new_id(now()), person, record, '00000000-0000-7000-8000-000000000005', 1500000002, v.code, v.id, v.category,
        daterange('2026-06-01', '2027-06-01'), 1, 'ordinary', '2026-06-01', '00000000-0000-7000-8000-0000000000e0', n
      from made, plan_versions v where v.code = '${PLAN}';`,
  )
}
