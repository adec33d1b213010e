import { sql, type RawBuilder } from 'kysely'
import { CLAIM_KIND_NAMES, CLAIM_SOURCE_NAMES } from '../../contract/words/claim-words.ts'
import { ID_KIND_NAMES } from '../../contract/words/roster-problems.ts'
import { CLAIM_STATE_WORDS } from '../../contract/words/states.ts'
import { readsMedical } from '../../domain/claims/medical-access.ts'
import { formatYuan, type Cents } from '../../domain/shared/cents.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import type { CopiedRow } from '../db/copy-query.ts'
import { callerIn, isUnitIn, type Transaction } from '../db/transaction.ts'
import { openPerson } from '../enrolment/person-record.ts'
import type { WrittenColumn } from '../workbooks/pattern-book.ts'
import { openEntry, openPayee } from './claim-secrets.ts'
import { amountTold } from './tentative-regrade.ts'

type ExportColumn = WrittenColumn & {
  readonly value: RawBuilder<unknown>
  /** The text of a value; where it is left out, the value is the text. */
  readonly text?: (value: string) => string
}

const column = (header: string, width: number, value: RawBuilder<unknown>, text?: ExportColumn['text']) =>
  ({ header, width, value, ...(text && { text }) }) satisfies ExportColumn

const day = (name: string) => sql`to_char(${sql.ref(name)} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`
const wordIn = (names: Readonly<Record<string, string>>) => (value: string) => names[value] ?? value
const yuan = (fen: string) => formatYuan(Number(fen) as Cents)

/** 申领查询 as it is exported: numbers masked as they are stored, names as the caller may see them. */
function columnsOf(tx: Transaction, fullNames: boolean): readonly ExportColumn[] {
  return [
    column('案件号', 24, sql`c.number`),
    column('案件状态', 12, sql`c.state`, wordIn(CLAIM_STATE_WORDS)),
    column('申领类型', 16, sql`c.kind`, wordIn(CLAIM_KIND_NAMES)),
    column('保障活动', 28, sql`v.name`),
    column('参保单位', 32, sql`unit.name`),
    column('所属机构', 24, sql`coalesce(agency.name, '')`),
    column('出险人', 12, sql`p.name`, fullNames ? undefined : maskName),
    column('证件类型', 14, sql`p.id_kind`, wordIn(ID_KIND_NAMES)),
    column('证件号码', 24, sql`p.id_masked`),
    column('案件来源', 10, sql`c.source`, wordIn(CLAIM_SOURCE_NAMES)),
    column('出险日期', 12, sql`c.incident_on`),
    column('受理日期', 12, day('c.accepted_at')),
    column('提交日期', 12, day('c.submitted_at')),
    column('结束日期', 12, day('c.ended_at')),
    column('互助金（元）', 14, amountTold(tx), yuan),
    column('已付（元）', 14, sql`c.paid`, yuan),
  ]
}

const UNMASKED: readonly WrittenColumn[] = [
  { header: '手机号', width: 14 },
  { header: '领款人', width: 12 },
  { header: '银行账号', width: 24 },
  { header: '开户银行', width: 24 },
]
const MEDICAL: readonly WrittenColumn[] = [
  { header: '诊断编码', width: 12 },
  { header: '诊断名称', width: 28 },
]
/** Sealed values and the ids that bind them, behind the columns that are shown. */
const SEALED = sql`c.people_id, encode(p.sealed, 'hex'), c.id, encode(c.sealed, 'hex'), encode(c.payee_sealed, 'hex')`

/** How an export is read and written. */
export type ExportShape = {
  readonly columns: readonly WrittenColumn[]
  readonly select: RawBuilder<unknown>
  readonly texts: (row: CopiedRow) => readonly string[]
}

/** Sixteen columns with what is masked as stored. */
export function maskedShape(tx: Transaction): ExportShape {
  const columns = columnsOf(tx, isUnitIn(tx))
  return {
    columns,
    select: sql.join(columns.map(({ value }) => value)),
    texts: (row) => columns.map(({ text }, at) => shown(row[at], text)),
  }
}

function shown(value: string | null | undefined, text: ExportColumn['text']): string {
  if (value === null || value === undefined) return ''
  return text ? text(value) : value
}

/** The same with numbers, phones and cards in full, and the diagnosis for who reads it: three values opened a row. */
export function unmaskedShape(tx: Transaction, crypto: CryptoProvider): ExportShape {
  const columns = columnsOf(tx, true)
  const readsDiagnosis = readsMedical(callerIn(tx).desks)
  const number = columns.findIndex(({ header }) => header === '证件号码')
  return {
    columns: [...columns, ...UNMASKED, ...(readsDiagnosis ? MEDICAL : [])],
    select: sql`${sql.join(columns.map(({ value }) => value))}, ${SEALED}`,
    texts(row) {
      const texts = columns.map(({ text }, at) => shown(row[at], text))
      const opened = openRow(crypto, row.slice(columns.length))
      texts[number] = opened.idNumber
      return [...texts, ...opened.others, ...(readsDiagnosis ? opened.diagnosis : [])]
    },
  }
}

function openRow(crypto: CryptoProvider, [peopleId, person, claimId, entry, payee]: CopiedRow) {
  const { idNumber, phone } = openPerson(crypto, peopleId ?? '', Buffer.from(person ?? '', 'hex'))
  const entered = openEntry(crypto, { id: claimId ?? '', sealed: Buffer.from(entry ?? '', 'hex') })
  // As the last approval froze it; before that, as it stands.
  const paidTo = payee ? openPayee(crypto, claimId ?? '', Buffer.from(payee, 'hex')) : entered.payee
  const { diagnosisCode, diagnosisName } = entered.incident
  return {
    idNumber,
    others: [phone, paidTo.name, paidTo.card, paidTo.bank],
    diagnosis: [diagnosisCode, diagnosisName],
  }
}
