import type { ClaimLetter, ClaimLetterKind, LetterOtherClaim } from '../../domain/claims/claim-letter.ts'
import { CLAIM_KIND_NAMES } from '../../contract/words/claim-words.ts'
import { parseYuan } from '../../domain/shared/cents.ts'
import { moneyWords } from '../../domain/shared/money-words.ts'
import { longDate } from './letter-words.ts'

const OPEN_CHOICES = { grade: '（按等级）', category: '（按病种类别）' } as const

const TITLES: { readonly [K in ClaimLetterKind]: string } = {
  refused: '拒付通知书',
  declined: '不予给付通知书',
  closed: '给付通知书',
}

const OPENINGS: { readonly [K in ClaimLetterKind]: (letter: ClaimLetter) => string } = {
  refused: ({ insured, claim }) =>
    `贵单位为 ${insured.name} 提出的“${CLAIM_KIND_NAMES[claim.kind]}”互助金申领，经初审、复审两岗审核，依据保障活动条款决定不予支付，现将依据和理由通知如下。`,
  declined: ({ insured, claim }) =>
    `贵单位为 ${insured.name} 提出的“${CLAIM_KIND_NAMES[claim.kind]}”互助金申领，经初审、复审两岗审核，按保障活动条款计算的互助金为 0.00 元，现将计算过程通知如下。`,
  closed: ({ insured, claim, total }) =>
    `贵单位为 ${insured.name} 提出的“${CLAIM_KIND_NAMES[claim.kind]}”互助金申领已经审核通过，互助金 ${total} 元已经支付，现将计算过程通知如下。`,
}

/** Every sentence and label of the letters about the end of a case. */
export const claimLetterWords = {
  title: (kind: ClaimLetterKind) => TITLES[kind],
  number: ({ number }: ClaimLetter) => `案件号：${number}`,
  issued: ({ issuedOn }: ClaimLetter) => `签发日期：${longDate(issuedOn)}`,
  addressee: ({ unitName }: ClaimLetter) => `${unitName}：`,
  opening: (letter: ClaimLetter) => OPENINGS[letter.kind](letter),
  headings: {
    claim: '一、案件',
    reason: '二、依据和理由',
    payment: '二、支付',
    lines: '三、计算过程',
    others: '四、还可申领',
  },
  labels: {
    insured: '出险人',
    document: '证件号码',
    plan: '保障活动',
    kind: '申领类型',
    incident: '出险日期',
    accepted: '受理日期',
    amount: '互助金',
    payee: '领款人',
    card: '收款账号',
    paidOn: '银行回盘日期',
  },
  plan: ({ plan }: ClaimLetter) => `${plan.name}（版本 ${plan.version}）`,
  kind: ({ claim }: ClaimLetter) => CLAIM_KIND_NAMES[claim.kind],
  clause: (number: string, text: string) => `条款 ${number}：${text}`,
  reason: (reason: string) => `理由：${reason}`,
  step: (rule: string, clause: string) => `${rule}（条款 ${clause}）`,
  total: (kind: ClaimLetterKind, total: string) =>
    kind === 'refused' ? `按上列步骤计算为 ${total} 元，本次不予支付` : `互助金合计：${total} 元`,
  amount: ({ total }: ClaimLetter) => {
    const paid = parseYuan(total)
    return `人民币 ${total} 元${paid.ok ? `（大写：${moneyWords(paid.value)}）` : ''}`
  },
  card: (tail: string) => `尾号 ${tail}`,
  objectionHeading: (afterOthers: boolean) => `${afterOthers ? '五' : '四'}、如有异议`,
  others:
    '同一次出险还有下列互助金尚未申领，请单位在系统的【申领受理】中为其办理。金额按本案录入的内容估算，以审核结果为准。',
  other: ({ plan, kind, by }: LetterOtherClaim) =>
    `${plan}　${CLAIM_KIND_NAMES[kind]}${by === undefined ? '' : OPEN_CHOICES[by]}`,
  range: (from: string, to: string) => `${from}–${to}`,
  noLines: '本案没有形成计算结果。',
  objection: ({ office }: ClaimLetter) => [
    `对本通知有异议的，可以由单位向${office.name}申请复核，说明理由并附证明材料。`,
    '补充了新的材料或事实的，单位可以在系统的【申领受理】中重新提出申领。',
    `咨询电话：${office.telephone}。地址：${office.address}。`,
  ],
  footer: ({ kind, number }: ClaimLetter) => `${TITLES[kind]}　${number}`,
} as const
