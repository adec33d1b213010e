import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../contract/endpoint.ts'
import type { changeMember as changeEndpoint, inviteMember as inviteEndpoint } from '../../contract/members.ts'
import { parseUserName, proposedUserName } from '../../domain/accounts/user-name.ts'
import type { Desk } from '../../domain/organisations/desks.ts'
import { judgePosts } from '../../domain/organisations/posts.ts'
import type { OrganisationKind } from '../../domain/organisations/tree.ts'
import { parseIdNumber } from '../../domain/shared/id-number.ts'
import type { AccountId, OrganisationId } from '../../domain/shared/ids.ts'
import { maskPhone } from '../../domain/shared/phone.ts'
import { inScope, type Transaction } from '../db/transaction.ts'
import { record } from '../journal.ts'
import { queueMessage } from '../messages/queue-message.ts'
import { accepted, found, refused } from '../refusal.ts'
import type { Services } from '../services.ts'
import { openAccount, personIndex } from './account-secrets.ts'
import { freeUserName, saveNewAccount } from './account-store.ts'
import { saveNewActivation } from './activation-store.ts'
import { isCallersOwn } from './own-account.ts'
import { readName } from './pinyin-name.ts'
import { savePhone } from './save-phone.ts'
import { endSessionsOf } from './session-store.ts'

type Node = { id: OrganisationId; kind: OrganisationKind; name: string; place: number }

async function getNode(tx: Transaction, id: string): Promise<Node> {
  const { rows } = await sql<Node>`select id, kind, name, low as place from organisations
    where id = ${id} and ${inScope(tx, 'low')}`.execute(tx.db)
  return found(rows[0])
}

/** A new account of an organisation in scope; its holder chooses the password with the code that comes by SMS. Nobody invites themselves. */
export async function inviteMember(
  tx: Transaction,
  services: Services,
  { organisationId, name, idNumber, phone, userName, desks }: InputOf<typeof inviteEndpoint>,
): Promise<OutputOf<typeof inviteEndpoint>> {
  const organisation = await getNode(tx, organisationId)
  const judged = accepted(judgePosts(organisation.kind, desks))
  const document = parseIdNumber(idNumber)
  if (!document.ok) return refused({ code: 'member-id-wrong' })
  const invited = personIndex(services.crypto, document.value.number)
  if (isCallersOwn(tx, { id: null, personIndex: invited })) return refused({ code: 'own-rights' })
  const wanted = userName ? accepted(parseUserName(userName)) : accepted(proposedUserName(readName(name)))
  const free = await freeUserName(tx, wanted)
  const secrets = { phone, idNumber: document.value.number }
  const id = await saveNewAccount(tx, services.crypto, { organisation, userName: free, name, desks: judged, secrets })
  const activationCode = await saveNewActivation(tx, services, id)
  await queueMessage(tx, services.crypto, {
    kind: 'account-invited',
    to: phone,
    place: organisation.place,
    variables: { organisationName: organisation.name, userName: free, activationCode },
  })
  const { place } = organisation
  await record(tx, { action: 'account.invited', subject: id, place, facts: { userName: free, desks: judged } })
  return { id, userName: free }
}

type MemberRow = {
  id: AccountId
  organisationId: OrganisationId
  place: number
  userName: string
  desks: Desk[]
  state: string
  sealed: Buffer
  personIndex: Buffer | null
  version: number
}

/**
 * Desks or phone of an account, its end, or a new invitation; nobody changes their own rights, by another account of
 * theirs neither. Their own phone they change in 账号与密码, with the code that was sent to it.
 */
export async function changeMember(
  tx: Transaction,
  services: Services,
  { id, version, desks, phone, state }: InputOf<typeof changeEndpoint>,
): Promise<{ version: number }> {
  const { rows } =
    await sql<MemberRow>`select id, organisation_id as "organisationId", place, user_name as "userName", desks,
      state, sealed, person_index as "personIndex", version
    from accounts where id = ${id} and ${inScope(tx, 'place')} for update`.execute(tx.db)
  const member = found(rows[0])
  if (member.version !== version) return refused({ code: 'changed-meanwhile' })
  if (isCallersOwn(tx, member)) return refused({ code: phone === undefined ? 'own-rights' : 'own-phone' })
  const { kind, name } = await getNode(tx, member.organisationId)
  if (phone !== undefined && kind === 'unit') return refused({ code: 'phone-of-handler' })
  const wanted = accepted(judgePosts(kind, desks ?? member.desks))
  const present = openAccount(services.crypto, member.id, member.sealed).phone
  if (phone !== undefined) await savePhone(tx, services, member, phone)
  const { rows: saved } = await sql<{
    version: number
  }>`update accounts set desks = ${[...wanted]}, state = ${state ?? member.state},
      password_hash = case when ${state ?? ''} = 'invited' then null else password_hash end, version = version + 1
    where id = ${member.id} and ${inScope(tx, 'place')} returning version`.execute(tx.db)
  if (state !== undefined) await endSessionsOf(tx, member.id)
  // Who never had the activation code at the phone before gets one at the new.
  const moved = phone !== undefined && state === undefined && member.state === 'invited'
  if (state === 'invited' || moved) await inviteAgain(tx, services, member, { name, phone: phone ?? present })
  await record(tx, {
    action: 'account.changed',
    subject: member.id,
    place: member.place,
    before: { desks: member.desks, state: member.state, ...(phone && { phone: maskPhone(present) }) },
    after: { desks: wanted, state: state ?? member.state, ...(phone && { phone: maskPhone(phone) }) },
  })
  return found(saved[0])
}

async function inviteAgain(
  tx: Transaction,
  services: Services,
  member: MemberRow,
  { name: organisationName, phone }: { readonly name: string; readonly phone: string },
): Promise<void> {
  if (phone === '') refused({ code: 'member-phone-missing' })
  const activationCode = await saveNewActivation(tx, services, member.id)
  const { userName, place } = member
  const variables = { organisationName, userName, activationCode }
  await queueMessage(tx, services.crypto, { kind: 'account-invited', to: phone, place, variables })
}
