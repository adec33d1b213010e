import { sql } from 'kysely'
import type { Login } from '../../domain/accounts/login.ts'
import type { AccountKind } from '../../domain/accounts/session-life.ts'
import type { UserName } from '../../domain/accounts/user-name.ts'
import { nextFreeUserName } from '../../domain/accounts/user-name.ts'
import { isOfficer, type Desk } from '../../domain/organisations/desks.ts'
import type { AccountId, OrganisationId } from '../../domain/shared/ids.ts'
import type { Instant } from '../../domain/shared/time.ts'
import { instantOf } from '../../domain/shared/time.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { newId } from '../db/uuid.ts'
import { personIndex, phoneIndex, sealAccount, type AccountSecrets } from './account-secrets.ts'
import { lockAttempts } from './attempt-store.ts'
import { endSessionsOf } from './session-store.ts'

export type AccountState = 'invited' | 'active' | 'disabled'

export type Account = {
  readonly id: AccountId
  readonly organisationId: OrganisationId
  readonly organisationName: string
  readonly organisationCode: string
  readonly place: number
  readonly userName: string
  readonly name: string
  readonly kind: AccountKind
  readonly state: AccountState
  readonly sealed: Uint8Array
  readonly passwordHash: string | null
  readonly passwordSetAt: Instant | null
  readonly hasTotp: boolean
  readonly signedInAt: Instant | null
}

type AccountRow = Omit<Account, 'kind' | 'signedInAt' | 'passwordSetAt'> & {
  desks: Desk[]
  signedInAt: Date | null
  passwordSetAt: Date | null
}

const COLUMNS = sql`a.id, a.organisation_id as "organisationId", o.name as "organisationName", o.code as "organisationCode",
  a.place, a.user_name as "userName", a.name, a.desks, a.state, a.sealed, a.password_hash as "passwordHash",
  a.totp_sealed is not null as "hasTotp", a.signed_in_at as "signedInAt", a.password_set_at as "passwordSetAt"`

function accountOf({ desks, signedInAt, passwordSetAt, ...row }: AccountRow): Account {
  return {
    ...row,
    kind: isOfficer(desks) ? 'officer' : 'handler',
    signedInAt: signedInAt && instantOf(signedInAt.getTime()),
    passwordSetAt: passwordSetAt && instantOf(passwordSetAt.getTime()),
  }
}

/**
 * The one account in a state that a login names; a phone or unit with several names none. Who signs in looks among the
 * active ones alone: nobody can sign in with an invited account, so it must not stand in the way of another.
 */
export async function findAccount(
  tx: Transaction,
  crypto: CryptoProvider,
  login: Login,
  state: 'invited' | 'active',
): Promise<Account | undefined> {
  const condition = {
    'user-name': () => sql`a.user_name = ${login.value}`,
    phone: () => sql`a.phone_index = ${phoneIndex(crypto, login.value)}`,
    'credit-code': () => sql`o.kind = 'unit' and o.code = ${login.value}`,
  }[login.by]()
  const { rows } =
    await sql<AccountRow>`select ${COLUMNS} from accounts a join organisations o on o.id = a.organisation_id
    where ${condition} and a.state = ${state} and ${inScope(tx, 'a.place')} limit 2`.execute(tx.db)
  return rows.length === 1 && rows[0] ? accountOf(rows[0]) : undefined
}

/** Locks the account, then reads it with its organisation. */
export async function lockAccount(tx: Transaction, id: AccountId): Promise<Account | undefined> {
  await sql`select id from accounts where id = ${id} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  const { rows } =
    await sql<AccountRow>`select ${COLUMNS} from accounts a join organisations o on o.id = a.organisation_id
    where a.id = ${id} and ${inScope(tx, 'a.place')}`.execute(tx.db)
  return rows[0] && accountOf(rows[0])
}

/** Accounts that a phone may reach again after its code: all but disabled ones. */
export async function listAccountsOfPhone(tx: Transaction, index: Uint8Array): Promise<Account[]> {
  const { rows } =
    await sql<AccountRow>`select ${COLUMNS} from accounts a join organisations o on o.id = a.organisation_id
    where a.phone_index = ${index} and a.state <> 'disabled' and ${inScope(tx, 'a.place')}
    order by a.user_name limit 20`.execute(tx.db)
  return rows.map(accountOf)
}

export type NewAccount = {
  readonly organisation: { readonly id: OrganisationId; readonly place: number }
  readonly userName: string
  readonly name: string
  readonly desks: readonly Desk[]
  readonly secrets: AccountSecrets
  /** They lead their unit's handlers or their desk: they hand work over. */
  readonly leads?: boolean
  /** Without one the account is invited, and set active by its activation code. */
  readonly passwordHash?: string
}

export async function saveNewAccount(tx: Transaction, crypto: CryptoProvider, wanted: NewAccount): Promise<AccountId> {
  const { organisation, userName, name, desks, secrets, leads = false, passwordHash = null } = wanted
  const id = newId<AccountId>()
  const now = new Date(tx.now)
  await sql`insert into accounts (id, organisation_id, place, user_name, name, sealed, phone_index, person_index,
      password_hash, password_set_at, desks, leads, state, created_at)
    values (${id}, ${organisation.id}, ${organisation.place}, ${userName}, ${name}, ${sealAccount(crypto, id, secrets)},
      ${phoneIndex(crypto, secrets.phone)}, ${secrets.idNumber ? personIndex(crypto, secrets.idNumber) : null},
      ${passwordHash}, ${passwordHash ? now : null}, ${[...desks]}, ${leads}, ${passwordHash ? 'active' : 'invited'}, ${now})`.execute(
    tx.db,
  )
  return id
}

/** Sets the password; an invited account becomes active by it. */
export async function savePassword(tx: Transaction, id: AccountId, passwordHash: string): Promise<void> {
  await sql`update accounts set password_hash = ${passwordHash}, password_set_at = ${new Date(tx.now)}, state = 'active',
      version = version + 1 where id = ${id} and state <> 'disabled' and ${inScope(tx, 'place')}`.execute(tx.db)
}

/** Keeps the same password under a hash of today's cost. */
export async function saveRehashed(tx: Transaction, id: AccountId, passwordHash: string): Promise<void> {
  await sql`update accounts set password_hash = ${passwordHash} where id = ${id} and ${inScope(tx, 'place')}`.execute(
    tx.db,
  )
}

export async function saveSignedIn(tx: Transaction, id: AccountId): Promise<void> {
  await sql`update accounts set signed_in_at = ${new Date(tx.now)} where id = ${id} and ${inScope(tx, 'place')}`.execute(
    tx.db,
  )
}

/** The same person's name, spelt otherwise. */
export async function saveName(tx: Transaction, id: AccountId, name: string): Promise<void> {
  await sql`update accounts set name = ${name}, version = version + 1 where id = ${id} and ${inScope(tx, 'place')}`.execute(
    tx.db,
  )
}

/** Another phone, number or mail address of the same person. */
export async function saveSecrets(
  tx: Transaction,
  crypto: CryptoProvider,
  id: AccountId,
  secrets: AccountSecrets,
): Promise<void> {
  await sql`update accounts set sealed = ${sealAccount(crypto, id, secrets)}, phone_index = ${phoneIndex(crypto, secrets.phone)},
      version = version + 1
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
}

/** Disables an account for good and ends its sessions. */
export async function disableAccount(tx: Transaction, id: AccountId): Promise<void> {
  await sql`update accounts set state = 'disabled', version = version + 1
    where id = ${id} and ${inScope(tx, 'place')}`.execute(tx.db)
  await endSessionsOf(tx, id)
}

/** The wanted user name, or the next free one of its kind; those who ask for the same name at once wait for each other. */
export async function freeUserName(tx: Transaction, wanted: UserName): Promise<UserName> {
  const base = wanted.replace(/\d/g, '')
  await lockAttempts(tx, Buffer.from(`user-name ${base}`))
  const { rows } = await sql<{ userName: string }>`select user_names_like(${base}) as "userName"`.execute(tx.db)
  return nextFreeUserName(wanted, new Set(rows.map(({ userName }) => userName)))
}
