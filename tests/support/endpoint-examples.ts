import { CLAIM_TABS } from '../../src/contract/claims.ts'
import { newClaimEntry } from '../../src/domain/claims/claim-entry.ts'
import type { Endpoint, FileRoute } from '../../src/contract/endpoint.ts'
import { TOWN_CLAIM_STATES, type TownClaimState } from './town-claims.ts'
import type { Town } from './two-towns.ts'

export type Input = Readonly<Record<string, unknown>>
/** Calls of one endpoint about a town, each of which reaches its rows when somebody of that town makes it. */
export type Example = {
  readonly by: 'handler' | 'agent' | 'officer' | 'finance'
  readonly inputs: (town: Town) => Input[]
}

const PLAN = 'comprehensive'
const PASSWORD = 'heron lantern 62 gravel'
const TOKEN = 'AAAAAAAAAAAAAAAAAAAAAA'
const by =
  (who: Example['by']) =>
  (inputs: Example['inputs']): Example => ({ by: who, inputs })
const [handler, officer, finance] = [by('handler'), by('officer'), by('finance')]
/** An enrolment by id in one of its states. */
const of =
  (state: 'confirmed' | 'payment' | 'invoicing' | 'submitted' | 'returned', more: Input = {}) =>
  (town: Town): Input[] => [{ id: town[state], ...more }]
const draftOf =
  (more: Input = {}) =>
  (town: Town) => [{ id: town.draft.id, ...more }]
const batchOf = (town: Town) => [{ id: town.draft.batch }]
const letterOf =
  (more: Input = {}) =>
  (town: Town) => [{ id: town.certificate.id, ...more }]
const registrationOf =
  (more: Input = {}) =>
  (town: Town) => [{ id: town.registration.id, ...more }]
/** A case in one of its states. */
export const caseOf =
  (state: TownClaimState, more: Input = {}) =>
  (town: Town): Input[] => [{ id: town.claims[state].id, ...more }]
/** A case as its reviewer saw it. */
const seen = (town: Town, state: TownClaimState) => ({
  id: town.claims[state].id,
  version: town.claims[state].version,
})
const point = (town: Town) => ({
  target: 'field',
  path: 'payee.card',
  materialId: null,
  area: null,
  text: `${town.marks.office}要求`,
})
const everyone = () => [{}]
const cells = (town: Town) => ({
  name: `${town.marks.unit}李`,
  idNumber: '379901198506150027',
  phone: '19955550001',
  idKind: '',
  born: '',
  sex: '',
  riskClass: '',
})
/** The image that hangs on the case in 费用录入. */
const materialOf =
  (more: Input = {}) =>
  (town: Town) => [{ id: town.claims.entry.id, materialId: town.claims.material, ...more }]
const work = (town: Town) => [
  { kind: 'registration', subjects: [town.registration.id] },
  { kind: 'unit-change', subjects: [town.unitChange] },
  { kind: 'enrolment-review', subjects: [town.submitted] },
  { kind: 'payment', subjects: [town.payment] },
]
const invoice = (town: Town) => ({
  planCode: PLAN,
  kind: 'invoice',
  titleKind: 'unit',
  title: `${town.marks.unit}抬头`,
  amount: '1',
  heads: 1,
  mail: 'a@unit.example',
})

/** What a handler of the town would enter for one of its cases. */
const claimEntryOf = (town: Town) => {
  const { payee, incident } = newClaimEntry('2026-11-20')
  return {
    payee: { ...payee, name: `${town.marks.unit}领款人` },
    incident: { ...incident, cause: `${town.marks.unit}缘由` },
    sheets: [],
  }
}

/** At least one example for every endpoint and file route of the contract, by name. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  'dictionaries.find-diagnosis': handler(() => [{ q: 'C50', planCode: PLAN }, { q: '肺炎' }]),
  'dictionaries.find-hospital': handler(() => [{ q: '示例' }]),
  'dictionaries.find-bank': handler(() => [{ q: 'zg' }]),
  'dictionaries.list': officer(() => ['diagnoses', 'hospitals', 'banks'].map((kind) => ({ kind, limit: 100 }))),
  'dictionaries.import': officer(() => [{ kind: 'banks' }]),
  'organisations.list': officer(everyone),
  'organisations.add': officer((town) => [{ parentId: town.officeId, kind: 'agency', code: '3799', name: '新代办处' }]),
  'organisations.change': officer((town) => [{ id: town.agencyId, version: 0, name: '新名' }]),
  'organisations.upload-seal': officer((town) => [{ id: town.officeId }]),
  'messages.list-undelivered': officer(everyone),
  'messages.list-demo': handler(everyone),
  'accounts.activate': handler(() => [{ userName: 'contact1', code: 'ABCD-EFGH', password: PASSWORD }]),
  'accounts.activity': handler(everyone),
  'accounts.change-password': handler(() => [{ present: 'wrong', password: PASSWORD }]),
  'accounts.change-phone': officer(() => [{ phone: '19988880002', code: '000000' }]),
  'accounts.confirm-device': handler(() => [{ stepToken: TOKEN, code: '000000' }]),
  'accounts.confirm-password': handler(() => [{ password: 'wrong' }]),
  'accounts.confirm-phone': handler(() => [{ stepToken: TOKEN, code: '000000' }]),
  'accounts.session': handler(everyone),
  'accounts.end-session': handler((town) => [{ id: town.session }]),
  'accounts.entrance': handler(everyone),
  'accounts.list-sessions': handler(everyone),
  'accounts.reset-password': handler((town) => [{ stepToken: TOKEN, accountId: town.contactId, password: PASSWORD }]),
  'accounts.renew-password': handler(() => [{ stepToken: TOKEN, password: PASSWORD }]),
  'accounts.save-preferences': handler(() => [{ theme: 'dark', size: 'large' }]),
  'accounts.send-device-code': handler(() => [{ stepToken: TOKEN }]),
  'accounts.send-own-phone-code': officer((town) => [{ phone: `1993${town.ordinal}000078` }]),
  'accounts.send-phone-code': handler(() => [{ phone: '19988880000' }]),
  'accounts.sign-in': handler((town) => [{ login: `contact${town.ordinal}`, password: 'wrong' }]),
  'accounts.sign-out': handler(everyone),
  'accounts.change-member': officer((town) => [
    { id: town.agent.accountId, version: 0, desks: ['audit'] },
    { id: town.agent.accountId, version: 1, phone: '19988880003' },
  ]),
  'accounts.invite-member': officer((town) => [
    {
      organisationId: town.officeId,
      name: '新人',
      idNumber: '379901198506150027',
      phone: '19977770000',
      desks: ['audit'],
    },
  ]),
  'accounts.list-members': officer((town) =>
    [town.officeId, town.agencyId, town.unitId].map((organisationId) => ({ organisationId })),
  ),
  'work-pool.counts': officer(everyone),
  'work-pool.take': officer(work),
  'work-pool.release': officer(work),
  'work-pool.colleagues': officer(() => [{ kind: 'claim-entry' }]),
  'work-pool.hand-over': officer((town) => [
    { kind: 'claim-entry', subjects: [town.claims.entry.id], to: town.agent.accountId },
  ]),
  'units.agencies': handler(everyone),
  'units.check-credit-code': handler(() => [{ creditCode: '12371300495000001P' }]),
  'units.propose-user-name': handler(() => [{ name: '单晓梅' }]),
  'units.start-registration': handler(everyone),
  'units.draft': handler(() => [{ draft: TOKEN }]),
  'units.save-draft': handler((town) => [{ draft: TOKEN, fields: { agencyId: town.agencyId } }]),
  'units.upload-registration-document': handler(() => [{ kind: 'union-certificate' }]),
  'units.send-registration-code': handler(() => [{ draft: TOKEN }]),
  'units.submit-registration': handler(() => [{ draft: TOKEN, code: '000000' }]),
  'units.send-progress-code': handler((town) => [{ number: town.registration.number, phone: '19988880000' }]),
  'units.registration-progress': handler(() => [{ stepToken: TOKEN, code: '000000' }]),
  'units.continue-registration': handler(() => [{ stepToken: TOKEN }]),
  'units.resend-activation': handler(() => [{ stepToken: TOKEN }]),
  'units.list-registrations': officer((town) => [
    ...['waiting', 'mine', 'held', 'decided'].map((tab) => ({ tab })),
    { tab: 'mine', number: town.registration.number },
    { tab: 'mine', unitName: `${town.marks.unit}新厂` },
  ]),
  'units.get-registration': officer(registrationOf()),
  'units.view-registration-document': officer((town) => [
    { id: town.registration.id, fileId: town.registration.fileId },
  ]),
  'units.save-review-draft': officer(registrationOf({ reasons: [{ field: 'name', text: '' }] })),
  'units.approve-registration': officer((town) => [{ id: town.registration.id, version: town.registration.version }]),
  'units.return-registration': officer((town) => [
    { id: town.registration.id, version: town.registration.version, reasons: [{ field: 'name', text: '退回' }] },
  ]),
  'units.profile': handler(everyone),
  'units.send-change-code': handler((town) => [{ phone: `1993${town.ordinal}000077` }]),
  'units.request-change': handler((town) => [
    { address: `${town.marks.unit}路 2 号`, contactTelephone: `0531-500000${town.ordinal}` },
  ]),
  'units.list-changes': officer(() =>
    ['pending', 'waiting', 'mine', 'held', 'approved', 'returned'].map((state) => ({ state })),
  ),
  'units.get-change': officer((town) => [{ id: town.unitChange }]),
  'units.decide-change': officer((town) => [{ id: town.unitChange, version: 0, verdict: 'return', reason: '不行' }]),
  'units.list-units': officer((town) => [{}, { unitName: town.marks.unit }, { creditCode: '9137' }]),
  'units.handlers': officer((town) => [{ id: town.unitId }]),
  'units.change-handler': officer((town) => [
    { id: town.unitId, version: 0, contactPhone: `1993${town.ordinal}000078`, reason: '原号码停机' },
  ]),
  'plans.list-offers': handler(everyone),
  'plans.list-office-offers': officer((town) => [{ organisationId: town.officeId }]),
  'plans.add-offer': officer((town) => [
    { organisationId: town.officeId, planVersionId: town.offer.planVersionId, saleFrom: '2026-12-01' },
  ]),
  'plans.end-offer': officer((town) => [{ id: town.offer.id, saleTo: '2026-12-31' }]),
  'plans.remove-offer': officer((town) => [{ id: town.offer.id }]),
  'enrolment.create': handler(everyone),
  'enrolment.list': officer((town) => [
    ...['editing', 'invoicing', 'all', 'review-waiting', 'review-mine', 'payment-waiting', 'payment-mine'].map(
      (tab) => ({ tab }),
    ),
    { tab: 'all', unitName: `${town.marks.unit}单位`, limit: 100 },
    { tab: 'all', state: 'confirmed', planCode: PLAN },
  ]),
  'enrolment.get': officer((town) =>
    [town.draft.id, town.submitted, town.returned, town.confirmed].map((id) => ({ id })),
  ),
  'enrolment.choose-plans': handler((town) => [
    { id: town.returned, version: 0, plans: [{ offerId: town.offer.id, shares: 2 }], leaveOut: ['comprehensive'] },
  ]),
  'enrolment.save-facts': handler(draftOf({ staffCount: 11, womenCount: 2, explanation: '改' })),
  'enrolment.upload-roster': handler(draftOf({ planCode: PLAN })),
  'enrolment.reuse-roster-file': handler((town) => [{ id: town.draft.id, planCode: PLAN, batchId: town.draft.batch }]),
  'enrolment.list-batches': handler(draftOf()),
  'enrolment.cancel-batch': handler(batchOf),
  'enrolment.confirm-left-out': handler(batchOf),
  'enrolment.list-refused-rows': handler(batchOf),
  'enrolment.correct-refused-row': handler((town) => [{ id: town.draft.refused, cells: cells(town) }]),
  'enrolment.drop-refused-rows': handler((town) => [{ id: town.draft.batch, rows: [town.draft.refused] }]),
  'enrolment.download-refused-rows': handler(batchOf),
  'enrolment.download-template': handler((town) => [{ planVersionId: town.offer.planVersionId }]),
  'enrolment.list-roster': handler((town) => [
    { id: town.draft.id, planCode: PLAN, from: 1, to: 100 },
    { id: town.submitted, planCode: PLAN, search: `${town.marks.unit}职工甲` },
  ]),
  'enrolment.correct-roster-person': handler((town) => [{ id: town.draft.person, cells: cells(town) }]),
  'enrolment.add-roster-person': handler((town) => [{ id: town.draft.id, planCode: PLAN, cells: cells(town) }]),
  'enrolment.remove-roster-people': handler((town) => [
    { id: town.draft.id, planCode: PLAN, people: [town.draft.person] },
  ]),
  'enrolment.upload-attachment': handler(draftOf({ kind: 'other' })),
  'enrolment.remove-attachment': handler((town) => [{ id: town.draft.id, attachmentId: town.draft.attachment }]),
  'enrolment.view-attachment': handler((town) => [{ id: town.draft.id, attachmentId: town.draft.attachment }]),
  'enrolment.submit': handler((town) => [{ id: town.draft.id, version: town.draft.version, shown: '0.00' }]),
  'enrolment.withdraw': handler(of('submitted', { version: 0 })),
  'enrolment.delete': handler(of('returned', { version: 0 })),
  'enrolment.open-review': officer(of('submitted')),
  'enrolment.get-review-draft': officer(of('submitted')),
  'enrolment.save-review-draft': officer(of('submitted', { reasons: [{ step: 'roster', text: '' }] })),
  'enrolment.approve': officer(of('submitted', { version: 0 })),
  'enrolment.return': officer(of('submitted', { version: 0, reasons: [{ step: 'roster', text: '退回' }] })),
  'enrolment.void': officer(of('invoicing', { version: 0, reason: '作废' })),
  'certificates.list': handler((town) => [
    ...['unprinted', 'printed'].map((tab) => ({ tab })),
    { tab: 'unprinted', number: town.certificate.number, unitName: `${town.marks.unit}单位` },
  ]),
  'certificates.list-insured': handler(letterOf({ from: 1, to: 100 })),
  'certificates.get': handler(letterOf()),
  'certificates.download-insured': handler(letterOf({ reason: '年度核对' })),
  'certificates.download-letter': handler(letterOf({ version: 1 })),
  'certificates.view-page': handler(letterOf({ version: 1, page: 1 })),
  'certificates.confirm-roster': handler(letterOf({ version: 1 })),
  'certificates.refresh': handler(letterOf({ version: 1 })),
  'certificates.verify': handler((town) => [{ token: town.certificate.token, version: 1 }]),
  'claims.list': officer((town) => [
    ...CLAIM_TABS.map((tab) => ({ tab })),
    { tab: 'all', number: town.claims.entry.number, unitName: `${town.marks.unit}单位`, limit: 100 },
    { tab: 'all', agencyName: town.marks.office },
    { tab: 'all', name: `${town.marks.unit}职工甲`, kind: 'accident-inpatient', planCode: PLAN, from: '2026-11-01' },
  ]),
  'claims.unit-todos': handler(everyone),
  'claims.open': officer((town) => TOWN_CLAIM_STATES.map((state) => ({ id: town.claims[state].id }))),
  'claims.find-covers': handler((town) => [
    { idKind: 'resident-id', idNumber: town.claims.idNumber, incidentOn: '2026-11-10' },
    { idKind: 'resident-id', idNumber: town.claims.idNumber, incidentOn: '2026-11-10', kind: 'disability' },
  ]),
  'claims.accept': handler((town) => [
    { items: [{ coverId: town.claims.cover, kind: 'accident-inpatient', incidentOn: '2026-11-10' }] },
    { items: [{ coverId: town.claims.cover, kind: 'accident-inpatient', incidentOn: '2026-11-30', lateReason: '迟' }] },
  ]),
  'claims.delete': handler(caseOf('entry', { version: 0, reason: '重复' })),
  'claims.receipt': handler((town) => [{ id: town.claims.acceptance }]),
  'claim-progress.send-code': handler((town) => [{ number: town.claims.entry.number, phone: '19988880000' }]),
  'claim-progress.show': handler(() => [{ stepToken: TOKEN, code: '000000' }]),
  'claim-review.open': officer((town) =>
    (['first-review', 'second-review', 'approval', 'payable', 'refused'] as const).map((state) => ({
      id: town.claims[state].id,
    })),
  ),
  'claim-review.save-draft': officer((town) => [
    { id: town.claims['first-review'].id, points: [{ ...point(town), text: '' }] },
  ]),
  'claim-review.pass': officer((town) => [{ cases: [seen(town, 'first-review')], note: '备注' }]),
  'claim-review.approve': officer((town) => [
    { cases: [seen(town, 'second-review')] },
    { cases: [seen(town, 'approval')] },
  ]),
  'claim-review.propose': officer((town) => [
    { ...seen(town, 'first-review'), proposal: 'refuse', clause: '第八条', reason: '拒付' },
  ]),
  'claim-review.confirm-ending': officer((town) => [seen(town, 'second-review')]),
  'claim-review.return': officer((town) =>
    (['first-review', 'second-review', 'approval'] as const).map((state) => ({
      cases: [seen(town, state)],
      to: 'entry',
      points: [point(town)],
    })),
  ),
  'claim-review.return-inside': officer((town) => [{ cases: [seen(town, 'second-review')], note: '退回' }]),
  'claim-review.regrade': officer((town) => [
    { ...seen(town, 'first-review'), diagnosisName: `${town.marks.unit}新诊断`, reason: '改判' },
  ]),
  'claim-review.recalculate': officer((town) => [seen(town, 'first-review'), seen(town, 'approval')]),
  'claim-review.withdraw': handler((town) => [{ ...seen(town, 'first-review'), reason: '放弃' }]),
  'claim-review.download-letter': handler((town) => [{ id: town.claims.refused.id, kind: 'refused' }]),
  'claim-settings.get': officer(everyone),
  'claim-settings.save': officer((town) => [
    {
      id: town.officeId,
      version: 0,
      approvalThreshold: '6000',
      holdMinutes: 60,
      firstReviewDays: 3,
      totalDays: 10,
      lateClaims: false,
      sheetOrder: ['total'],
    },
  ]),
  'claim-settings.save-officer': officer((town) => [
    { id: town.agent.accountId, version: 0, approvalLimit: '100', leads: true },
  ]),
  'claim-entry.assess': handler(caseOf('entry')),
  'claim-entry.save': handler((town) => [{ id: town.claims.entry.id, version: 0, entry: claimEntryOf(town) }]),
  'claim-entry.calculate': handler(caseOf('entry', { version: 0 })),
  'claim-entry.submit': handler(caseOf('entry', { version: 0, shown: '1.00', also: [] })),
  'claim-entry.change-kind': handler(caseOf('entry', { version: 0, kind: 'accident-inpatient' })),
  'claim-entry.change-day': handler(caseOf('entry', { version: 0, on: '2026-01-02' })),
  'claim-entry.also-claimable': handler(caseOf('entry')),
  'claim-entry.accept-also': handler((town) => [
    { id: town.claims.entry.id, coverId: town.claims.cover, kind: 'accident-inpatient' },
  ]),
  'claim-entry.ledger': officer(caseOf('first-review')),
  'claim-materials.slots': handler((town) =>
    [caseOf('materials')(town), caseOf('entry')(town), caseOf('approval')(town)].flat(),
  ),
  'claim-materials.upload': handler((town) => [
    ...caseOf('materials', { kind: 'settlement-sheet' })(town),
    ...caseOf('entry', { kind: 'settlement-sheet' })(town),
  ]),
  'claim-materials.view': officer(materialOf()),
  'claim-materials.thumbnail': handler(materialOf()),
  'claim-materials.arrange': handler((town) =>
    caseOf('entry', { slots: [{ kind: 'settlement-sheet', images: [town.claims.material] }] })(town),
  ),
  'claim-materials.rotate': handler(materialOf({ turns: 1 })),
  'claim-materials.restore': handler(materialOf()),
  'claim-materials.remove': handler(materialOf({ everywhere: true })),
  'claim-materials.save-account': handler(caseOf('materials', { card: '6222020909003028973', bank: '银行' })),
  'claim-materials.complete': handler((town) => [
    { ids: [town.claims.materials.id], card: '6222020909003028973', bank: '银行' },
  ]),
  'benefit-trial.list-versions': officer(everyone),
  'benefit-trial.try': officer((town) => [{ planVersionId: town.offer.planVersionId, facts: '{}' }]),
  'benefit-trial.try-claim': officer((town) => [{ number: town.claims.closed.number }]),
  'claim-exports.start': handler((town) => [{ tab: 'all' }, { tab: 'open', idNumber: town.claims.idNumber }]),
  'claim-exports.start-unmasked': officer((town) => [{ tab: 'all', reason: `${town.marks.office}原因` }]),
  'claim-exports.decide': officer((town) => [{ id: town.exports.asked, allow: true, note: '同意' }]),
  'claim-exports.list': handler(everyone),
  'claim-exports.cancel': handler((town) => [{ id: town.exports.queued }]),
  'claim-exports.download': handler((town) => [{ id: town.exports.ready }]),
  'oversight.tasks': officer(everyone),
  'oversight.count-tasks': officer(everyone),
  'invoicing.get': handler((town) => [town.payment, town.invoicing, town.confirmed].map((id) => ({ id }))),
  'invoicing.unit-todos': handler(everyone),
  'invoicing.save-invoice': handler((town) => [
    { id: town.invoicing, ...invoice(town) },
    { id: town.invoicing, invoiceId: town.invoicingInvoice, ...invoice(town) },
  ]),
  'invoicing.remove-invoice': handler((town) => [{ id: town.invoicing, invoiceId: town.invoicingInvoice }]),
  'invoicing.submit': handler(of('invoicing', { version: 0 })),
  'invoicing.return': finance(of('payment', { version: 2, reason: '退回' })),
  'invoicing.record-payment': finance((town) => [
    { id: town.payment, paidOn: '2026-11-09', amount: '1', payer: '付款', reference: `NEW-${town.ordinal}` },
  ]),
  'invoicing.reverse-payment': finance((town) => [
    { id: town.payment, paymentId: town.invoice.paymentId, reason: '登记有误' },
  ]),
  'invoicing.confirm-payment': finance(of('payment', { version: 2 })),
  'invoicing.confirm-progress': finance(of('payment')),
  'oversight.find': officer((town) => [
    { text: town.certificate.number },
    { text: town.registration.number },
    { text: `${town.marks.unit}单位` },
  ]),
  'invoicing.upload-invoice-file': finance((town) => [{ id: town.invoice.id }]),
  'invoicing.resend-invoice-file': finance((town) => [
    { id: town.invoice.id, fileId: town.invoice.fileId, mail: 'a@unit.example' },
  ]),
  'invoicing.remove-invoice-file': finance((town) => [
    { id: town.invoice.id, fileId: town.invoice.fileId, reason: '传错发票' },
  ]),
  'invoicing.download-invoice-file': finance((town) => [{ id: town.invoice.id, fileId: town.invoice.fileId }]),
  'payouts.counts': officer(everyone),
  'payouts.list-payable': officer((town) => [{}, { officeId: town.officeId, number: town.claims.payable.number }]),
  'payouts.preview': officer((town) => [
    { format: 'csv-utf-8', officeId: town.officeId },
    { format: 'csv-utf-8', officeId: town.officeId, claims: [town.claims.payable.id] },
  ]),
  'payouts.stop-payment': officer(caseOf('payable')),
  'payouts.make': officer((town) => [
    { officeId: town.officeId, format: 'csv-utf-8', claims: [town.claims.payable.id] },
  ]),
  'payouts.list-batches': officer((town) => [
    {},
    { number: town.payouts.numbers.done, state: 'done' },
    { reversal: 'requested' },
  ]),
  'payouts.get-batch': officer((town) => [{ id: town.payouts.draft }, { id: town.payouts.done }]),
  'payouts.list-lines': officer((town) => [
    { id: town.payouts.draft },
    { id: town.payouts.done, state: 'paid', only: 'reversal', text: town.payouts.numbers.done },
  ]),
  'payouts.remove-line': officer((town) => [
    { id: town.payouts.draft, lineId: town.payouts.draftLine, version: 0, reason: '剔除' },
  ]),
  'payouts.release': officer((town) => [{ id: town.payouts.draft, version: 0 }]),
  'payouts.void': officer((town) => [{ id: town.payouts.draft, version: 0, reason: '作废' }]),
  'payouts.download-file': officer((town) => [{ id: town.payouts.done }]),
  'payouts.import-return': officer((town) => [{ id: town.payouts.done }]),
  'payouts.download-return': officer((town) => [{ id: town.payouts.done, returnId: town.payouts.bankReturn }]),
  'payouts.pay-again': officer((town) => [
    { id: town.payouts.done, bankReason: `${town.marks.unit}原因`, reason: '余额不足' },
  ]),
  'payouts.request-reversal': officer((town) => [
    {
      id: town.payouts.done,
      lineId: town.payouts.paidLine,
      returnedOn: '2026-11-10',
      reference: '退汇',
      reason: '销户',
    },
  ]),
  'payouts.decide-reversal': officer((town) => [{ id: town.payouts.reversal, verdict: 'confirm' }]),
  'payouts.list-ledger': officer((town) => [{}, { batch: town.payouts.numbers.done, kind: 'payment' }]),
  'payouts.list-failed': handler((town) => [{}, { number: town.claims['payment-failed'].number }]),
  'payouts.get-state': handler((town) =>
    (['payable', 'payment-failed', 'payee-review', 'closed'] as const).map((state) => ({ id: town.claims[state].id })),
  ),
  'payouts.open-payee': handler(caseOf('payment-failed')),
  'payouts.upload-card-image': handler(caseOf('payment-failed')),
  'payouts.upload-payee-proof': handler(caseOf('payment-failed', { kind: 'relation-proof' })),
  'payouts.remove-payee-proof': handler((town) => [
    { id: town.claims['payment-failed'].id, materialId: town.claims.material },
  ]),
  'payouts.correct-payee': handler((town) => [
    {
      id: town.claims['payment-failed'].id,
      version: 0,
      payee: {
        relation: 'self',
        name: `${town.marks.unit}职工乙`,
        idNumber: '',
        mobile: '19955550001',
        card: '6222020000000000',
        bank: '银行',
        branch: '',
      },
    },
  ]),
  'payouts.open-payee-review': officer(caseOf('payee-review')),
  'payouts.decide-payee': officer(caseOf('payee-review', { version: 0, verdict: 'approve' })),
}

type Route = Pick<Endpoint | FileRoute, 'method' | 'path' | 'kind'>

/** A call as it goes over the wire: path filled in, the rest as query or body, a file in a form. */
export function requestOf(route: Route, input: Input, file: { name: string; bytes: Uint8Array }) {
  const rest = new Map(Object.entries(input))
  const path = route.path.replace(/:([a-zA-Z]+)/g, (_, name: string) => {
    const value = String(rest.get(name))
    rest.delete(name)
    return encodeURIComponent(value)
  })
  const query = new URLSearchParams([...rest].map(([name, value]) => [name, String(value)])).toString()
  const withQuery = query === '' ? path : `${path}?${query}`
  if (route.kind === 'upload') return { method: 'POST' as const, url: withQuery, ...form(file) }
  if (route.method === 'GET') return { method: 'GET' as const, url: withQuery, headers: {} }
  return { method: 'POST' as const, url: path, payload: Object.fromEntries(rest), headers: {} }
}

function form({ name, bytes }: { name: string; bytes: Uint8Array }) {
  const boundary = 'a-boundary-of-the-test'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return {
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}
