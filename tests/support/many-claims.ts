import pg from 'pg'
import type { TestServer } from './test-server.ts'

const DAY = `'2026-06-01 09:00+08'::timestamptz`

/** Copies one case into so many closed ones, as if years had passed; names in turn, where given, for its people too. */
export async function manyClosedClaims(server: TestServer, claimId: string, count: number): Promise<void> {
  await asSuperuser(server, [
    `insert into claims (id, number, acceptance_id, unit_id, place, agency_id, office_id, person_id, people_id, cover_id,
       plan_code, plan_version_id, kind, source, incident_on, state, sealed, payee_sealed, amount, paid, accepted_by,
       accepted_at, submitted_at, ended_at)
     select new_id(now()), 'CL379820260601' || lpad((8000000 + n)::text, 7, '0'), gen_random_uuid(), unit_id, place, agency_id,
       office_id, person_id, people_id, cover_id, plan_code, plan_version_id, kind, source, '2026-05-20'::date, 'closed', sealed,
       payee_sealed, 12345, 12345, accepted_by, ${DAY} + n * interval '1 second', ${DAY}, ${DAY}
     from claims, generate_series(1, ${count}) n where id = '${claimId}'`,
  ])
}

/** Runs statements that no rule of the database judges. */
export async function asSuperuser(server: TestServer, statements: readonly string[]): Promise<void> {
  const superuser = new pg.Client({ connectionString: server.database.superuserUrl })
  await superuser.connect()
  await superuser.query('set session_replication_role = replica')
  for (const text of statements) await superuser.query(text)
  await superuser.end()
}
