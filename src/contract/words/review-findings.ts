import type { FindingCode, ReviewFinding } from '../../domain/claims/review-findings.ts'

type Facts = ReviewFinding['facts']
type Words = { readonly label: string; readonly sentence: (facts: Facts) => string }

/** Another case by its number, where the reader may know it. */
const named = ({ number }: Facts) => (number === '' ? '管理范围外的另一案件' : `案件 ${number}`)

const WORDS: { readonly [C in FindingCode]: Words } = {
  cover: {
    label: '保障期',
    sentence: ({ on, from, to, inside }) =>
      inside === 1
        ? `出险日期 ${on} 在保障期 ${from} 至 ${to} 内`
        : `出险日期 ${on} 不在保障期 ${from} 至 ${to} 内，请核对`,
  },
  'entry-lack': { label: '录入', sentence: ({ sentence }) => String(sentence) },
  'entry-doubt': { label: '录入', sentence: ({ sentence }) => String(sentence) },
  'entry-fine': { label: '录入', sentence: () => '金额勾稽、日期、领款人、材料均已核对，没有疑点' },
  death: {
    label: '身故记录',
    sentence: ({ diedOn, after }) =>
      after === 1
        ? `此人已于 ${diedOn} 身故，出险日期在此之后，不能通过`
        : `此人已于 ${diedOn} 身故，请核对领款人为受益人或继承人`,
  },
  late: { label: '申领时效', sentence: ({ reason }) => `超过申领时效受理，理由：${reason}` },
  'category-paid-before': {
    label: '以往给付',
    sentence: ({ category, on }) =>
      `此人在以往连续保障期内已按“${category}”给付（出险日期 ${on}），同一病种不再给付，请核对本次是否为同一病种`,
  },
  'payee-other': { label: '领款人', sentence: ({ relation }) => `领款人不是本人（${relation}），请核对关系证明` },
  'invoice-other-person': { label: '发票', sentence: (facts) => `同一发票已被${named(facts)}中的另一人使用` },
  'invoice-same-person': {
    label: '发票',
    sentence: (facts) => `同一发票也用于此人的${named(facts)}（其他申领类型或保障活动，允许）`,
  },
  'invoice-fine': { label: '发票', sentence: () => '发票没有在其他案件使用' },
  'image-equal': {
    label: '材料图片',
    sentence: (facts) => `与${named(facts)}的图片完全相同${facts['samePerson'] === 1 ? '（同一人）' : '（另一人）'}`,
  },
  'image-like': {
    label: '材料图片',
    sentence: (facts) => `与${named(facts)}的图片很相似${facts['samePerson'] === 1 ? '（同一人）' : '（另一人）'}`,
  },
  'image-poor': {
    label: '材料图片',
    sentence: ({ name, blurred }) =>
      blurred === 1 ? `图片“${name}”看起来不够清晰，请核对` : `图片“${name}”画面过窄，可能没有拍全，请核对`,
  },
  'image-fine': { label: '材料图片', sentence: () => '没有发现与其他案件相同或相似的图片' },
  'card-elsewhere': { label: '银行卡', sentence: (facts) => `这张银行卡也是另一人${named(facts)}的收款账户，请核对` },
  'card-fine': { label: '银行卡', sentence: () => '这张银行卡没有用于其他人的给付' },
}

export function findingWords({ code, facts }: ReviewFinding): { readonly label: string; readonly sentence: string } {
  const { label, sentence } = WORDS[code]
  return { label, sentence: sentence(facts) }
}
