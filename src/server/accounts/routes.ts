import * as session from '../../contract/account-session.ts'
import * as contract from '../../contract/accounts.ts'
import * as members from '../../contract/members.ts'
import * as own from '../../contract/own-account.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { activateAccount } from './activate-account.ts'
import { changePassword } from './change-password.ts'
import { changePhone } from './change-phone.ts'
import { confirmDevice } from './confirm-device.ts'
import { confirmPassword } from './confirm-password.ts'
import { confirmPhone } from './confirm-phone.ts'
import { endOwnSession } from './end-session.ts'
import { getEntrance } from './entrance.ts'
import { listMembers } from './member-lists.ts'
import { renewPassword } from './renew-password.ts'
import { resetPassword } from './reset-password.ts'
import { changeMember, inviteMember } from './save-member.ts'
import { savePreferences } from './save-preferences.ts'
import { sendDeviceCode } from './send-device-code.ts'
import { sendOwnPhoneCode } from './send-own-phone-code.ts'
import { sendPhoneCode } from './send-phone-code.ts'
import { getSession, getSessionLife, listSessions } from './session-lists.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'

export function accountRoutes(services: Services): Routes {
  return {
    endpoints: [
      serve(contract.entrance, (tx) => getEntrance(tx, services)),
      serve(contract.signIn, (tx, input, call) => signIn(tx, services, input, call)),
      serve(contract.sendDeviceCode, (tx, input) => sendDeviceCode(tx, services, input)),
      serve(contract.confirmDevice, (tx, input, call) => confirmDevice(tx, services, input, call)),
      serve(contract.renewPassword, (tx, input, call) => renewPassword(tx, services, input, call)),
      serve(session.signOut, (tx, _, call) => signOut(tx, call)),
      serve(session.currentSession, (tx, _, { request }) => getSession(tx, services, request)),
      serve(session.activity, (tx, _, { request }) => getSessionLife(tx, request)),
      serve(session.savePreferences, savePreferences),
      serve(contract.sendPhoneCode, (tx, input) => sendPhoneCode(tx, services, input)),
      serve(contract.confirmPhone, (tx, input) => confirmPhone(tx, services, input)),
      serve(contract.resetPassword, (tx, input) => resetPassword(tx, services, input)),
      serve(contract.activateAccount, (tx, input, call) => activateAccount(tx, services, input, call)),
      serve(own.confirmPassword, (tx, { password }, call) => confirmPassword(tx, services, password, call)),
      serve(own.changePassword, (tx, input, call) => changePassword(tx, services, input, call)),
      serve(own.sendOwnPhoneCode, (tx, input) => sendOwnPhoneCode(tx, services, input)),
      serve(own.changePhone, (tx, input) => changePhone(tx, services, input)),
      serve(own.listSessions, (tx, _, { request }) => listSessions(tx, request)),
      serve(members.listMembers, (tx, { organisationId }) => listMembers(tx, services.crypto, organisationId)),
      serve(members.inviteMember, (tx, input) => inviteMember(tx, services, input)),
      serve(members.changeMember, (tx, input) => changeMember(tx, services, input)),
      serve(own.endSession, (tx, { id }) => endOwnSession(tx, id)),
    ],
  }
}
