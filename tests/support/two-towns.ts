import pg from 'pg'
import { sql } from 'kysely'
import { creditCodeCheckDigit } from '../../src/domain/units/credit-code.ts'
import { date } from '../../src/domain/shared/calendar-date.ts'
import { checkCharacter } from '../../src/domain/shared/id-number.ts'
import type { Desk } from '../../src/domain/organisations/desks.ts'
import type { CertificateId, ExportId, OrganisationId } from '../../src/domain/shared/ids.ts'
import { makeLetter } from '../../src/server/certificates/make-letter.ts'
import { runClaimExport } from '../../src/server/claims/run-claim-export.ts'
import { saveOrganisation } from '../../src/server/organisations/organisation-store.ts'
import { saveOffer } from '../../src/server/plans/offer-store.ts'
import { found } from '../../src/server/refusal.ts'
import { loadCatalogue } from '../../src/server/plans/plan-store.ts'
import { readCatalogue } from '../../src/server/plans/read-catalogue.ts'
import { findLatestVersion } from './latest-version.ts'
import { makeAccount } from './accounts.ts'
import { asSystem, signIn, type Actor } from './actors.ts'
import { approvedEnrolment, numberOfInsured } from './approved-enrolment.ts'
import { importFile, newEnrolment } from './enrolment.ts'
import { fillIn, picture, submit } from './registration.ts'
import type { TestServer } from './test-server.ts'
import { makeTownClaims } from './town-claims.ts'
import { makeTownPayouts } from './town-payouts.ts'

const PLAN = 'comprehensive'
export const OFFICER: readonly Desk[] = [
  'registration-review',
  'enrolment-review',
  'finance',
  'certificates',
  'change-review',
  'claim-entry',
  'claim-first-review',
  'claim-second-review',
  'claim-approval',
  'payout-making',
  'payout-release',
  'administration',
  'audit',
]

/** One office with its agency, its unit and a subject in every state, all of whose texts bear the town's marks. */
export type Town = Awaited<ReturnType<typeof makeTown>>

/** Two towns under one head office that must know nothing of each other, and a second unit of the second town. */
export async function makeTwoTowns(server: TestServer) {
  const catalogue = await readCatalogue()
  const headId = await asSystem(server.services, async (tx) => {
    const { id } = await saveOrganisation(tx, { parentId: null, kind: 'head', code: '1000', name: '示例总会' })
    await loadCatalogue(tx, catalogue)
    return id
  })
  const here = await makeTown(server, headId, { ordinal: 1, mark: '甲' })
  const there = await makeTown(server, headId, { ordinal: 2, mark: '乙' })
  const { id: neighbourId, interval } = await asSystem(server.services, async (tx) => {
    const wishes = { parentId: there.agencyId, kind: 'unit', code: '91370000MA0000N1AX', name: '邻居' } as const
    return saveOrganisation(tx, wishes)
  })
  const neighbour = await signIn(server, neighbourId, { desks: ['unit-handler'], name: '邻居' })
  const former = (name: string) => signIn(server, there.officeId, { desks: OFFICER, name })
  const [ended, disabled] = [await former(`${there.marks.office}离线`), await former(`${there.marks.office}停用`)]
  await force(
    server,
    ['update sessions set ends_at = created_at where account_id = $1', [ended.accountId]],
    [`update accounts set state = 'disabled' where id = $1`, [disabled.accountId]],
  )
  return { here, there, neighbour, neighbourPlace: interval.low, ended, disabled }
}

/** Runs statements that no rule of the database judges, for states that only a long story would reach. */
async function force(server: TestServer, ...statements: readonly [string, unknown[]][]): Promise<void> {
  const superuser = new pg.Client({ connectionString: server.database.superuserUrl })
  await superuser.connect()
  await superuser.query('set session_replication_role = replica')
  for (const [text, values] of statements) await superuser.query(text, values)
  await superuser.end()
}

type TownWishes = { readonly ordinal: 1 | 2; readonly mark: string }

async function makeTown(server: TestServer, headId: OrganisationId, { ordinal, mark }: TownWishes) {
  /** Marks of what belongs to the unit, and of what belongs to the offices above it. */
  const marks = { unit: `${mark}企`, office: `${mark}局` }
  const organisations = await makeOrganisations(server, headId, ordinal, marks)
  const { officeId, agencyId, unitId } = organisations
  const sign = (at: OrganisationId, desks: readonly Desk[], name: string) => signIn(server, at, { desks, name })
  const staff = {
    handler: await sign(unitId, ['unit-handler'], `${marks.unit}经办`),
    agent: await sign(agencyId, OFFICER, `${marks.office}代办`),
    officer: await sign(officeId, OFFICER, `${marks.office}审核`),
    finance: await sign(officeId, ['finance'], `${marks.office}财务`),
  }
  const contactPhone = `1993${ordinal}000001`
  const contactId = await makeAccount(server, unitId, {
    userName: `contact${ordinal}`,
    name: `${marks.unit}联系`,
    phone: contactPhone,
    desks: ['unit-handler'],
  })
  await force(server, [
    `insert into units (organisation_id, place, credit_code, kind, industry, union_name, union_credit_code, union_chair,
       staff_count, women_count, contact_account_id, invoice_title, tax_number, invoice_mail)
     select id, low, code, 'enterprise', $2 || '业', $2 || '工会', 'UNION' || $3, $2 || '主席', 400, 100, $4, $2 || '抬头',
       code, 'invoice@unit' || $3 || '.example' from organisations where id = $1`,
    [unitId, marks.unit, String(ordinal), contactId],
  ])
  const phone = (from: number, index: number) => `1997000${ordinal}${from / 100}0${index}`
  const approved = (from: number) =>
    approvedEnrolment(server, {
      ...organisations,
      submittedBy: staff.handler.accountId,
      reviewedBy: staff.officer.accountId,
      people: 3,
      from: 4000 * ordinal + from,
      names: (index) => `${marks.unit}职工${'甲乙丙'.charAt(index)}`,
      phones: (index) => phone(from, index),
    })
  const confirmed = await approved(100)
  const certificate = await confirm(server, staff, marks.unit, confirmed)
  const payment = await approved(200)
  const invoice = await pay(staff, marks.unit, payment)
  const [invoicing, submitted, returned] = [await approved(300), await approved(400), await approved(500)]
  const invoicingInvoice = await enterInvoice(staff.handler, marks.unit, invoicing, '100')
  await sendBack(server, staff, marks.unit, { submitted, returned })
  const draft = await makeDraft(server, staff.handler, ordinal, marks.unit)
  const claimTown = { ordinal, marks, ...staff, confirmed, draft: draft.id }
  const claims = await makeTownClaims(server, claimTown, force)
  const payouts = await makeTownPayouts(server, claimTown, claims, force)
  const exports = await makeExports(server, staff, marks)
  const registration = await makeRegistration(server, staff, ordinal, agencyId, marks.unit)
  const unitChange = await askForChange(staff, marks.unit)
  const devices = `update sessions set address = $2, agent = $2 where place between $1 and $3`
  const { interval } = organisations
  await force(server, [devices, [interval.low, `${marks.office}设备`, interval.high]])
  const running = `insert into bulk_progress select id, place, 1, 3, now() from enrolments where id = $1`
  await force(server, [running, [payment]])
  const offers = await asSystem(server.services, ({ db }) =>
    sql<{ id: string; planVersionId: string }>`select id, plan_version_id as "planVersionId" from offers
      where organisation_id = ${officeId} and plan_code = ${PLAN}`.execute(db),
  )
  const { sessions } = (await staff.handler.get('/api/sessions')).json<{ sessions: { id: string }[] }>()
  return {
    ...organisations,
    ...staff,
    marks,
    ordinal,
    contactId,
    secrets: new Set([
      ...[100, 200, 300, 400, 500].flatMap((from) =>
        [0, 1, 2].flatMap((index) => [numberOfInsured(4000 * ordinal + from + index), phone(from, index)]),
      ),
      ...draft.secrets,
      ...claims.secrets,
      ...payouts.secrets,
      registration.phone,
      registration.idNumber,
      contactPhone,
    ]),
    /** What is written about an illness, and what is decided about it, begins with these. */
    sealedMarks: [`${marks.unit}病`, ...['附注', '意见', '理由', '退回要求'].map((text) => `${marks.office}${text}`)],
    confirmed,
    certificate,
    payment,
    invoice,
    invoicing,
    invoicingInvoice,
    submitted,
    returned,
    draft,
    claims,
    exports,
    payouts,
    registration,
    unitChange,
    offer: found(offers.rows[0]),
    session: sessions[0]?.id ?? '',
  }
}

async function makeOrganisations(
  server: TestServer,
  headId: OrganisationId,
  ordinal: number,
  marks: { unit: string; office: string },
) {
  const catalogue = await readCatalogue()
  return asSystem(server.services, async (tx) => {
    const office = await saveOrganisation(tx, {
      parentId: headId,
      kind: 'office',
      code: `371${ordinal}`,
      name: `${marks.office}办事处`,
      address: `${marks.office}路`,
      telephone: `0531-100000${ordinal}`,
      mail: `office@town${ordinal}.example`,
      account: { name: `${marks.office}账户`, bank: `${marks.office}银行`, number: `62220000000${ordinal}` },
      settlementDay: 25,
    })
    const agency = await saveOrganisation(tx, {
      parentId: office.id,
      kind: 'agency',
      code: `371${ordinal}01`,
      name: `${marks.office}代办处`,
      address: `${marks.office}街`,
      telephone: `0531-200000${ordinal}`,
      mail: `agency@town${ordinal}.example`,
    })
    const unit = await saveOrganisation(tx, {
      parentId: agency.id,
      kind: 'unit',
      code: `91370000MA0000${ordinal}A1X`,
      name: `${marks.unit}单位`,
      address: `${marks.unit}巷`,
      telephone: `0531-300000${ordinal}`,
      mail: `unit@town${ordinal}.example`,
    })
    for (const { plan } of catalogue.plans) {
      const planVersionId = await findLatestVersion(tx, plan.code)
      if (!planVersionId) throw new Error(`${plan.code} was not loaded`)
      await saveOffer(tx, { officeId: office.id, planVersionId, saleFrom: date('2026-01-01') })
    }
    return {
      officeId: office.id,
      agencyId: agency.id,
      unitId: unit.id,
      interval: office.interval,
      place: unit.interval.low,
    }
  })
}

type Staff = { readonly handler: Actor; readonly agent: Actor; readonly officer: Actor; readonly finance: Actor }

async function must(answering: ReturnType<Actor['post']>): Promise<Record<string, string & number>> {
  const answer = await answering
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`)
  return answer.json<Record<string, string & number>>()
}

async function enterInvoice(handler: Actor, mark: string, id: string, amount: string): Promise<string> {
  const fields = {
    planCode: PLAN,
    kind: 'invoice',
    titleKind: 'unit',
    title: `${mark}抬头`,
    taxNumber: `91370000MA${id.slice(-8).toUpperCase()}`,
    heads: 3,
  }
  const contact = { mail: `${id.slice(-8)}@unit.example`, mobile: '19955550000', remark: `${mark}备注` }
  const { invoiceId } = await must(handler.post(`/api/enrolments/${id}/invoices`, { ...fields, ...contact, amount }))
  return String(invoiceId)
}

/** Brings an approved enrolment to finance, with some of its money and an invoice file. */
async function pay(staff: Staff, mark: string, id: string, amount = '1') {
  const invoice = await enterInvoice(staff.handler, mark, id, '300')
  const { version } = await must(staff.handler.get(`/api/enrolments/${id}/invoicing`))
  await must(staff.handler.post(`/api/enrolments/${id}/invoicing/submit`, { version }))
  await must(staff.finance.post('/api/work/take', { kind: 'payment', subjects: [id] }))
  const money = { paidOn: '2026-11-09', amount, payer: `${mark}付款`, reference: `${mark}流水${id.slice(-6)}` }
  const { paymentId } = await must(staff.finance.post(`/api/enrolments/${id}/payments`, money))
  const { fileId } = await must(staff.finance.upload(`/api/invoices/${invoice}/files`, `${mark}发票.pdf`, paper(mark)))
  return { id: invoice, fileId: String(fileId), paymentId: String(paymentId) }
}

/** A file of another invoice: its mail was given up and sent again, and then it was taken back. */
async function misplaceFile(server: TestServer, staff: Staff, mark: string, invoice: string): Promise<void> {
  const { finance } = staff
  const url = `/api/invoices/${invoice}/files`
  const { fileId } = await must(finance.upload(url, `${mark}误传.pdf`, paper(`${mark}误`)))
  await asSystem(server.services, ({ db }) =>
    sql`update messages set state = 'failed', next_attempt_at = null where attachment_file_id = ${fileId}`.execute(db),
  )
  await must(finance.post(`${url}/${fileId}/resend`, { mail: `${invoice.slice(-8)}@unit.example` }))
  await must(finance.post(`${url}/${fileId}/remove`, { reason: `${mark}传错` }))
}

async function confirm(server: TestServer, staff: Staff, mark: string, id: string) {
  const { id: invoice } = await pay(staff, mark, id, '300')
  await misplaceFile(server, staff, mark, invoice)
  const wrong = { paidOn: '2026-11-09', amount: '2', payer: `${mark}他人`, reference: `${mark}误${id.slice(-6)}` }
  const { paymentId } = await must(staff.finance.post(`/api/enrolments/${id}/payments`, wrong))
  await must(staff.finance.post(`/api/enrolments/${id}/payments/${paymentId}/reverse`, { reason: `${mark}登记有误` }))
  const { version } = await must(staff.finance.get(`/api/enrolments/${id}/invoicing`))
  await must(staff.finance.post(`/api/enrolments/${id}/confirm`, { version }))
  const { rows } = await asSystem(server.services, ({ db }) =>
    sql<{ id: CertificateId; number: string; token: string }>`select id, number, token from certificates
      where enrolment_id = ${id}`.execute(db),
  )
  const [certificate] = rows
  if (!certificate) throw new Error('no letter was issued')
  await makeLetter(server.services, { subject: certificate.id })
  await must(staff.handler.post(`/api/certificates/${certificate.id}/confirm-roster`, { version: 1 }))
  return certificate
}

/** An approved enrolment put back under review and into the hands of the officer, another one returned. */
async function sendBack(
  server: TestServer,
  { officer }: Staff,
  mark: string,
  { submitted, returned }: { submitted: string; returned: string },
): Promise<void> {
  const reasons = [
    { step: 'roster', planCode: PLAN, field: 'name', personId: null, personName: `${mark}职工甲`, text: `${mark}退回` },
  ]
  const undo = `update enrolments set reviewed_by = null, reviewed_at = null, explanation = $2, state = $3,
    return_reasons = $4 where id = $1`
  await force(
    server,
    [undo, [submitted, `${mark}说明`, 'submitted', '[]']],
    [undo, [returned, `${mark}说明`, 'returned', JSON.stringify(reasons)]],
    ['delete from enrolment_holds where enrolment_id = $1', [returned]],
    [
      `insert into work_items (id, kind, subject_id, desk, place, entered_at, due_at)
       select gen_random_uuid(), 'enrolment-review', id, 'enrolment-review', place, created_at, created_at from enrolments
       where id = $1`,
      [submitted],
    ],
  )
  await must(officer.post('/api/work/take', { kind: 'enrolment-review', subjects: [submitted] }))
  const draft = [{ step: 'roster', planCode: PLAN, text: `${mark}草稿` }]
  await must(officer.post(`/api/enrolments/${submitted}/review-draft`, { reasons: draft }))
}

const idNumber = (first17: string) => `${first17}${checkCharacter(first17)}`

/** An enrolment that is being edited, with attachments, an imported roster and a row that was refused. */
async function makeDraft(server: TestServer, handler: Actor, ordinal: number, mark: string) {
  const id = await newEnrolment(handler, { [PLAN]: 1 })
  await must(handler.post(`/api/enrolments/${id}/facts`, { explanation: `${mark}说明` }))
  const image = await picture()
  const attached = await must(
    handler.upload(`/api/enrolments/${id}/attachments/social-insurance`, `${mark}证明.png`, image),
  )
  const rows = [1, 2, 3].map((index) => {
    const number = idNumber(`37990119880303${ordinal}7${index}`)
    return [index, `${mark}赵${'甲乙丙'.charAt(index - 1)}`, number, `1996${ordinal}00000${index}`]
  })
  const refused = [4, `${mark}钱`, `37990119880303${ordinal}99Y`, `1996${ordinal}000009`]
  const lines = [['序号', '参保人姓名', '身份证号', '手机号'], ...rows, refused]
  const file = Buffer.from(lines.map((line) => `${line.join(',')}\n`).join(''))
  const context = { handler, services: server.services }
  const batch = await importFile(context, { id, planCode: PLAN, name: `${mark}名单.csv`, bytes: file })
  if (batch.accepted !== 3 || batch.refused !== 1) throw new Error(JSON.stringify(batch))
  const { rows: ids } = await asSystem(server.services, ({ db }) =>
    sql<{ person: string; refused: string; version: number }>`select
      (select id from roster_people where enrolment_id = ${id} order by row_number limit 1) as person,
      (select id from refused_rows where enrolment_id = ${id} limit 1) as refused,
      (select version from enrolments where id = ${id}) as version`.execute(db),
  )
  const [first] = ids
  if (!first) throw new Error('the import left nothing')
  const secrets = [...rows, refused].flatMap(([, , number, phone]) => [String(number), String(phone)])
  return { id, attachment: String(attached['id']), batch: batch.id, secrets, ...first }
}

/** An export of the handler that is ready and one that waits, and one of the agent that asks a second person. */
async function makeExports(server: TestServer, staff: Staff, marks: { unit: string; office: string }) {
  const ask = async (actor: Actor, path: string, reason: string) =>
    String((await must(actor.post(`/api/claim-exports${path}`, { tab: 'all', reason })))['id']) as ExportId
  const ready = await ask(staff.handler, '', `${marks.unit}原因`)
  await runClaimExport(server.services, ready)
  const decision = 'update exports set decided_by_name = $2, decision_note = $2 where id = $1'
  await force(server, [decision, [ready, `${marks.office}批注`]])
  return {
    ready,
    queued: await ask(staff.handler, '', `${marks.unit}缘由`),
    asked: await ask(staff.agent, '/unmasked', `${marks.office}原因`),
  }
}

/** A registration that waits for a decision, in the hands of the officer. */
async function makeRegistration(
  server: TestServer,
  { officer }: Staff,
  ordinal: number,
  agencyId: OrganisationId,
  mark: string,
) {
  const body = `123713004950${ordinal}1000`
  const phone = `1993000010${ordinal}`
  const contactIdNumber = idNumber(`3799011985061500${ordinal}`)
  const applicant = await fillIn(
    server,
    {
      agencyId,
      creditCode: `${body}${creditCodeCheckDigit(body)}`,
      name: `${mark}新厂`,
      industry: `${mark}新业`,
      address: `${mark}新路`,
      unionName: `${mark}新工会`,
      contactName: `${mark}新人`,
      contactIdNumber,
      contactPhone: phone,
      contactTelephone: `0531-400000${ordinal}`,
      contactMail: `new@town${ordinal}.example`,
      userName: `newperson${ordinal}`,
    },
    `127.0.1.${ordinal}`,
  )
  const { number } = await must(submit(server, applicant))
  const { rows } = await asSystem(server.services, ({ db }) =>
    sql<{
      id: string
      fileId: string
      version: number
    }>`select r.id, r.version, d.file_id as "fileId" from registrations r
      join registration_documents d on d.registration_id = r.id where r.number = ${number} limit 1`.execute(db),
  )
  const [registration] = rows
  if (!registration) throw new Error('no registration was submitted')
  await must(officer.post('/api/work/take', { kind: 'registration', subjects: [registration.id] }))
  const earlier = `insert into registration_returns (id, registration_id, returned_at, place, returned_by, reasons)
    select gen_random_uuid(), id, created_at, place, $2, jsonb_build_array(jsonb_build_object('field', 'name', 'text', $3 || '请改'))
    from registrations where id = $1`
  await force(server, [earlier, [registration.id, officer.accountId, mark]])
  return { ...registration, number: String(number), phone, idNumber: contactIdNumber, draft: applicant.draft }
}

async function askForChange({ handler, officer }: Staff, mark: string): Promise<string> {
  const wanted = {
    name: `${mark}新名`,
    address: `${mark}新址`,
    invoiceTitle: `${mark}新抬头`,
    explanation: `${mark}缘由`,
  }
  const { id } = await must(handler.post('/api/unit/changes', wanted))
  await must(officer.post('/api/work/take', { kind: 'unit-change', subjects: [id] }))
  return String(id)
}

/** A PDF file with nothing in it but its mark. */
export function paper(mark: string): Buffer {
  const body = `%PDF-1.7\n% ${mark}\n1 0 obj\n<< /Type /Catalog >>\nendobj\n`
  return Buffer.from(
    `${body}xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n${Buffer.byteLength(body)}\n%%EOF\n`,
  )
}
