import { join } from 'node:path'
import { mkdirSync } from 'node:fs'
import type { AccountId } from '../src/domain/shared/ids.ts'
import { instantOf } from '../src/domain/shared/time.ts'
import { createPasswordHasher } from '../src/server/accounts/password-hash.ts'
import { createCryptoProvider } from '../src/server/crypto/crypto-provider.ts'
import { newKeyRing } from '../src/server/crypto/key-ring.ts'
import { openDatabase } from '../src/server/db/database.ts'
import { inTransaction } from '../src/server/db/transaction.ts'
import { openFileVault } from '../src/server/files/file-vault.ts'
import { confirmPayment } from '../src/server/invoicing/confirm-payment.ts'
import { demoGateways } from '../src/server/messages/demo-messages.ts'
import type { Services } from '../src/server/services.ts'
import { query, startBenchCluster, templateDatabase, urlOf, withCopy } from './support/bench-cluster.ts'
import { fillCovers, NTH_ID, PLAN } from './support/fill-covers.ts'
import { milliseconds, times, type Figure, type Measured, type Verdict } from './support/figure.ts'

const TEMPLATE = 'bench_confirm'
const STANDING = 1_000_000
const PEOPLE = 200_000
const ENROLMENT = '00000000-0000-7000-8000-0000000000e1'
const FINANCE = '00000000-0000-7000-8000-0000000000a3' as AccountId
const SECONDS = 30

/** An enrolment of 200,000 people in 到账确认, its money here and held by finance; `ready` holds the finished covers. */
const ENROLMENT_SQL = `set session_replication_role = replica; set app.command = 'bench.fill'; set app.low = '0'; set app.high = '9007199254740991';
  insert into enrolments (id, number, unit_id, place, agency_id, office_id, state, staff_count, women_count, receipt, due, paid, created_by,
      created_at, submitted_by, submitted_at, reviewed_by, reviewed_at)
    values ('${ENROLMENT}', 'CB37902611010001', '00000000-0000-7000-8000-000000000004', 1500000001,
      '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 'payment', 200000, 100000,
      '[{"planCode":"${PLAN}","heads":${PEOPLE},"price":10000,"shares":1,"amount":${PEOPLE * 10_000}}]', ${PEOPLE * 10_000},
      ${PEOPLE * 10_000}, '00000000-0000-7000-8000-0000000000a1', now(), '00000000-0000-7000-8000-0000000000a1', now(),
      '00000000-0000-7000-8000-0000000000a2', now());
  insert into enrolment_plans (enrolment_id, plan_code, place, plan_version_id, offer_id, shares, people, last_row_number)
    select '${ENROLMENT}', code, 1500000001, id, '00000000-0000-7000-8000-0000000000f0', 1, ${PEOPLE}, ${PEOPLE}
    from plan_versions where code = '${PLAN}';
  create temporary table wanted as select ${NTH_ID} as person, ${NTH_ID} as record, n from generate_series(1, ${PEOPLE}) n;
  insert into person_keys (id, hash) select person, sha256(('wanted ' || n)::bytea) from wanted;
  insert into people (id, unit_id, place, person_id, name, id_kind, id_masked, born, sex, sealed, phone_index, phone_masked, recorded_at)
    select record, '00000000-0000-7000-8000-000000000004', 1500000001, person, '职工', 'resident', '379***********0000', '1990-01-01',
      'male', repeat('x', 80)::bytea, sha256(n::text::bytea), '199****0000', now() from wanted;
  insert into roster_people (id, enrolment_id, plan_code, place, people_id, person_id, row_number, risk_class, price, first_day)
    select new_id(now()), '${ENROLMENT}', '${PLAN}', 1500000001, record, person, n, 'ordinary', 10000, '2026-11-02' from wanted;
  insert into enrolment_holds (person_id, plan_code, enrolment_id, place, shares, category)
    select person, '${PLAN}', '${ENROLMENT}', 1500000001, 1, 'inpatient' from wanted;
  insert into work_items (id, kind, subject_id, desk, place, entered_at, holder_id, holder_name, held_since, held_until)
    values (new_id(now()), 'payment', '${ENROLMENT}', 'finance', 1000000000 + 500000001, now(), '${FINANCE}', '财务', now(), now() + interval '30 days');
  create table ready as select new_id(now()) as id, person as person_id, record as people_id,
      '00000000-0000-7000-8000-000000000004'::uuid as unit_id, 1500000001::bigint as place, v.code as plan_code, v.id as plan_version_id,
      v.category, daterange('2026-11-02', '2027-11-02') as period, 1 as shares, 'ordinary'::text as risk_class,
      '2026-11-02'::date as continuous_since, '${ENROLMENT}'::uuid as enrolment_id, n::int as row_number
    from wanted, plan_versions v where v.code = '${PLAN}';`

async function prepare(folder: string): Promise<string> {
  const own = join(folder, 'confirm')
  mkdirSync(own, { recursive: true })
  const cluster = await startBenchCluster(own)
  try {
    await templateDatabase(cluster, TEMPLATE, async (url) => {
      await fillCovers(url, STANDING)
      await query(url, ENROLMENT_SQL)
    })
  } finally {
    await cluster.stop()
  }
  return own
}

/** The command as finance gives it, through the application's role and both walls. */
async function ours(folder: string) {
  return inCopy(folder, async (_, appUrl) => {
    const database = openDatabase({ url: appUrl })
    const transactions = { database, filtering: true }
    const clock = () => instantOf(Date.now())
    const keys = { suite: 'aes-256-gcm', ring: newKeyRing() } as const
    const crypto = createCryptoProvider(keys)
    const services: Services = {
      transactions,
      clock,
      crypto,
      keys,
      vault: openFileVault(join(folder, 'files'), crypto),
      passwords: await createPasswordHasher(),
      passwordSwitches: {},
      gateways: demoGateways(transactions, clock),
      publicUrl: 'http://localhost',
      demo: true,
    }
    const begin = { kind: 'job', accountId: FINANCE } as const
    const started = performance.now()
    await inTransaction(
      transactions,
      { begin, command: 'invoicing.confirm-payment', now: clock(), pace: 'bulk' },
      (tx) => confirmPayment(tx, services, { id: ENROLMENT, version: 0 }),
    )
    const took = performance.now() - started
    await database.close()
    return took
  })
}

/** The rows as they are in the end, by one INSERT of the superuser. */
async function floor(folder: string) {
  return inCopy(folder, async (superuserUrl) => {
    const started = performance.now()
    await query(
      superuserUrl,
      `set app.command = 'bench.floor'; insert into covers (id, person_id, people_id, unit_id, place, plan_code, plan_version_id, category,
         period, shares, risk_class, continuous_since, enrolment_id, row_number) select * from ready`,
    )
    return performance.now() - started
  })
}

async function inCopy(folder: string, work: (superuserUrl: string, appUrl: string) => Promise<number>) {
  const cluster = await startBenchCluster(folder)
  try {
    return await withCopy(cluster, TEMPLATE, async (name) => ({
      took: await work(urlOf(cluster.superuserUrl, name), urlOf(cluster.urls.app, name)),
    }))
  } finally {
    await cluster.stop()
  }
}

function judge(measured: Measured): Verdict[] {
  const took = (contestant: string) => measured.of(contestant).extra['took'] ?? Number.POSITIVE_INFINITY
  const [own, least] = [took('ours'), took('floor')]
  return [
    {
      ours: milliseconds(own),
      floor: milliseconds(least),
      ratio: times(own, least),
      target: `≤ ${SECONDS} s, ≤ 3 × floor`,
      pass: own <= SECONDS * 1_000 && own <= 3 * least,
    },
  ]
}

export const figures: readonly Figure[] = [
  { name: 'confirm', prepare, contestants: { ours, floor }, asking: ['ours'], judge },
]
