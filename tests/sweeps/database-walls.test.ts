import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase, type TestDatabase } from '../support/postgres.ts'

/** Tables that belong to no organisation: technical, keyed by hashes, or the same for everyone. */
const WITHOUT_SCOPE = new Set([
  'schema_migrations',
  'database_facts',
  'sign_in_steps',
  'known_devices',
  'one_time_codes',
  'activation_codes',
  'progress_steps',
  'attempts',
  'idempotency_keys',
  'demo_messages',
  'day_counters',
  'plan_versions',
  'category_caps',
  'diagnoses',
  'hospitals',
  'banks',
  'enrolment_steps',
  'claim_steps',
  'payout_batch_steps',
  'payout_line_steps',
  'special_days',
])

/** Every function that runs with its owner's rights, by name. A new one has to be justified here. */
const DEFINERS = [
  'begin_job',
  'begin_request',
  'begin_system',
  'benefit_history',
  'card_persons',
  'card_uses',
  'count_limit',
  'credit_code_registered',
  'death_of',
  'ensure_months',
  'event_total',
  'find_persons',
  'holder_of',
  'image_uses',
  'invoice_uses',
  'latest_covers',
  'lock_persons',
  'mark_deceased',
  'next_number',
  'release_holds',
  'resolve_persons',
  'standing_of',
  'take_holds',
  'unmark_deceased',
  'user_names_like',
]

/** Journal, records of people, ledger and decisions: the application adds to them and changes nothing. */
const WRITTEN_ONCE = [
  'journal',
  'people',
  'covers',
  'ledger_entries',
  'claim_decisions',
  'benefit_calculations',
  'bank_returns',
]

/** What a letter says and what money came: the application adds rows, and changes of one that is there only this. */
const CHANGED_IN_PART: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ['certificate_versions', ['file_id', 'unprintable']],
  ['payments', ['reference_key']],
]

const ASKED_BEFORE = 'steps and codes of whoever is not signed in, and what a refusal has to leave behind'
const BY_FUNCTIONS = 'the application reads it, and functions of the owner change it within commands on protected rows'
const BY_MIGRATIONS = 'the application only reads it'

/** Every table that changes in a transaction without a command, with the reason. A new one has to be justified here. */
const CHANGED_WITHOUT_COMMAND: Readonly<Record<string, string>> = {
  activation_codes: ASKED_BEFORE,
  attempts: ASKED_BEFORE,
  category_caps: 'written with the plan versions of the catalogue, which name their command',
  claim_steps: BY_MIGRATIONS,
  database_facts: 'written once, before there is anybody who could give a command',
  day_counters: BY_FUNCTIONS,
  demo_messages: 'what the gateways of the demo were given, outside any command',
  enrolment_holds: BY_FUNCTIONS,
  enrolment_steps: BY_MIGRATIONS,
  idempotency_keys: 'about the call, not about the business',
  journal: 'is the entry itself; append_only stands on it',
  known_devices: ASKED_BEFORE,
  one_time_codes: ASKED_BEFORE,
  payout_batch_steps: BY_MIGRATIONS,
  payout_line_steps: BY_MIGRATIONS,
  person_deaths: BY_FUNCTIONS,
  person_keys: BY_FUNCTIONS,
  progress_steps: ASKED_BEFORE,
  schema_migrations: BY_MIGRATIONS,
  sign_in_steps: ASKED_BEFORE,
}

const IN_SCOPE = '((place >= scope_low()) AND (place <= scope_high()))'
const ABOVE = '((place <= scope_low()) AND (high >= scope_high()))'
const ORGANISATION = '((low >= scope_low()) AND (low <= scope_high()))'

/** Policies other than "reads and writes what lies in scope": what lies above is read, journal and messages are added to. */
const OTHER_POLICIES = [
  ['claim_settings', 'above', 'SELECT', ABOVE, null],
  ['enrolment_holds', 'in_scope', 'SELECT', IN_SCOPE, null],
  ['journal', 'append', 'INSERT', null, 'true'],
  ['journal', 'in_scope', 'SELECT', IN_SCOPE, null],
  ['messages', 'append', 'INSERT', null, 'true'],
  ['messages', 'in_scope', 'ALL', IN_SCOPE, null],
  ['offers', 'above', 'SELECT', ABOVE, null],
  ['organisations', 'above', 'SELECT', ABOVE.replace('place', 'low'), null],
  ['organisations', 'in_scope', 'ALL', ORGANISATION, ORGANISATION],
]

describe('the walls in the database', () => {
  let database: TestDatabase
  let owner: pg.Client
  beforeAll(async () => {
    database = await freshDatabase()
    owner = new pg.Client({ connectionString: database.urls.owner })
    await owner.connect()
  })
  afterAll(async () => {
    await owner.end()
    await database.drop()
  })

  const names = async (text: string) => (await owner.query<{ name: string }>(text)).rows.map(({ name }) => name)

  it('stand forced around every table that belongs to an organisation', async () => {
    const open = await names(`select relname as name from pg_class where relnamespace = 'public'::regnamespace
      and relkind in ('r', 'p') and not relispartition and not (relrowsecurity and relforcerowsecurity) order by 1`)
    expect(open.filter((name) => !WITHOUT_SCOPE.has(name))).toEqual([])
  })
  it('refuse a change of every table whose transaction named no command', async () => {
    // tgtype 30: before insert, update and delete, for each statement.
    const unnamed = await names(`select relname as name from pg_class c where relnamespace = 'public'::regnamespace
      and relkind in ('r', 'p') and not relispartition and not exists (select from pg_trigger where tgrelid = c.oid
        and tgfoid = 'require_command'::regproc and tgtype = 30 and tgenabled = 'O' and tgqual is null and tgattr = '')
      order by 1`)
    expect(unnamed).toEqual(Object.keys(CHANGED_WITHOUT_COMMAND))
  })
  it('let the application change none of those that it is said to read only', async () => {
    const changed = await names(`select distinct table_name as name from information_schema.role_table_grants
      where grantee in ('huzhu_app', 'PUBLIC') and privilege_type <> 'SELECT' order by 1`)
    const read = Object.entries(CHANGED_WITHOUT_COMMAND).filter(([, why]) =>
      [BY_FUNCTIONS, BY_MIGRATIONS].includes(why),
    )
    expect(read.map(([name]) => name).filter((name) => changed.includes(name))).toEqual([])
  })
  it('let only the listed functions run with the rights of the owner', async () => {
    const definers =
      await names(`select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
      order by 1`)
    expect(definers.filter((name) => name !== 'enqueue')).toEqual(DEFINERS)
  })
  it('bind those to a search path of their own, and let nobody else call them', async () => {
    const { rows } = await owner.query(`select proname as name from pg_proc p
      where pronamespace = 'public'::regnamespace and prosecdef
        and (not exists (select from unnest(coalesce(proconfig, '{}')) c where c ~ '^search_path=.*pg_temp$')
          or exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) a where a.grantee = 0))`)
    expect(rows).toEqual([])
  })
  it('let the application see rows by the listed policies alone, each bound to a scope', async () => {
    const { rows } = await owner.query<{ policy: (string | null)[] }>(
      `select array[tablename, policyname, cmd, qual, with_check]::text[] as policy from pg_policies
       where schemaname = 'public' and roles <> array['huzhu_owner']::name[] order by tablename, policyname`,
    )
    const usual = (policy: (string | null)[]) =>
      policy.slice(1).join() === ['in_scope', 'ALL', IN_SCOPE, IN_SCOPE].join()
    expect(rows.map(({ policy }) => policy).filter((policy) => !usual(policy))).toEqual(OTHER_POLICIES)
  })
  it('give the application role neither ownership nor a way around them', async () => {
    const { rows } = await owner.query(`select rolsuper, rolbypassrls,
      (select count(*)::int from pg_class where relowner = r.oid) as owned from pg_roles r where rolname = 'huzhu_app'`)
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, owned: 0 }])
  })
  it.each(WRITTEN_ONCE)('let nobody change %s: what was said stays as it was said', async (table) => {
    const held = await names(`select privilege_type as name from information_schema.role_column_grants
      where grantee in ('huzhu_app', 'PUBLIC') and table_name = '${table}'
      union select privilege_type from information_schema.role_table_grants
      where grantee in ('huzhu_app', 'PUBLIC') and table_name = '${table}' order by 1`)
    expect(held).toEqual(['INSERT', 'SELECT'])
  })
  it.each(CHANGED_IN_PART)('let %s be changed in %s alone', async (table, columns) => {
    const changeable = await names(`select column_name as name from information_schema.role_column_grants
      where grantee in ('huzhu_app', 'PUBLIC') and table_name = '${table}' and privilege_type = 'UPDATE' order by 1`)
    expect(changeable).toEqual(columns)
    const more = await names(`select privilege_type as name from information_schema.role_table_grants
      where grantee in ('huzhu_app', 'PUBLIC') and table_name = '${table}' order by 1`)
    expect(more).toEqual(['INSERT', 'SELECT'])
  })
  it('let whoever is not signed in ask for a free user name without reading all accounts', async () => {
    const app = new pg.Client({ connectionString: database.urls.app })
    await app.connect()
    await app.query('begin')
    await app.query(`select begin_system('registration', 'test.make')`)
    await app.query(`insert into organisations (id, kind, code, name, low, high, created_at)
      values ('019a0000-0000-7000-8000-000000000002', 'head', '1001', '示例总会', 0, 9007199254740991, now())`)
    await app.query(`insert into accounts (id, organisation_id, place, user_name, name, sealed, phone_index, desks, state, created_at)
      select gen_random_uuid(), '019a0000-0000-7000-8000-000000000002', 0, name, '某', '', '', '{}', 'invited', now()
      from unnest(array['zhang', 'zhang2', 'zhang19', 'zhanga', 'zhan', 'zhao']) name`)
    const { rows } = await app.query<{ name: string }>(`select user_names_like('zhang') as name order by 1`)
    expect(rows.map(({ name }) => name).toSorted()).toEqual(['zhang', 'zhang19', 'zhang2'])
    expect((await app.query(`select user_names_like('zh.ng') as name`)).rows).toEqual([])
    await app.query('rollback')
    await app.end()
    const [body] = await names(`select prosrc as name from pg_proc where proname = 'user_names_like'`)
    await owner.query(`prepare free_names(text) as ${body}`)
    // A table that is empty would be read whole for being so.
    await owner.query('set enable_seqscan = off; set plan_cache_mode = force_generic_plan')
    const { rows: plan } = await owner.query<{ 'QUERY PLAN': string }>(`explain execute free_names('zhang')`)
    const text = plan.map((line) => line['QUERY PLAN']).join(' ')
    expect(text).toMatch(/Index Cond: .*user_name.* >= \$1.* < /)
    await owner.query('reset all; deallocate free_names')
  })
  it('show the application no row while no scope is set', async () => {
    const app = new pg.Client({ connectionString: database.urls.app })
    await app.connect()
    await app.query('begin')
    await app.query(`select begin_system('start', 'test.make')`)
    await app.query(`insert into organisations (id, kind, code, name, low, high, created_at)
      values ('019a0000-0000-7000-8000-000000000001', 'head', '1000', '示例总会', 0, 9007199254740991, now())`)
    await app.query('commit')
    for (const scoped of [false, true]) {
      await app.query('begin')
      if (scoped) await app.query(`select begin_system('start', null)`)
      const { rows } = await app.query('select name from organisations')
      expect(rows.length).toBe(scoped ? 1 : 0)
      await app.query('rollback')
    }
    await app.query('begin')
    await expect(app.query(`update organisations set name = 'x'`)).rejects.toThrow(/without a command/)
    await app.end()
  })
})
