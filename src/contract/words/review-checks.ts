import type { ReviewCheck } from '../../domain/enrolment/review.ts'

type Facts = ReviewCheck['facts']
type Words = {
  readonly label: string
  readonly sentence: (fine: boolean, facts: Facts, findings: readonly string[]) => string
}

const CHECKS: Readonly<Record<ReviewCheck['code'], Words>> = {
  rules: {
    label: '参保规则',
    sentence: (fine, { people }, findings) =>
      fine
        ? `参保率、份数、主活动与受理期均符合，共 ${people} 人次`
        : `有 ${findings.length} 项不符合，请退回单位修改：${findings.join('；')}`,
  },
  'staff-change': {
    label: '职工人数',
    sentence: (fine, { staff, last }) =>
      fine ? `在职职工 ${staff} 人，上次 ${last} 人` : `在职职工 ${staff} 人，与上次 ${last} 人相差超过 20%，请核实`,
  },
  'over-age': {
    label: '超龄证明',
    sentence: (fine, { people, proofs }) =>
      fine
        ? people === 0
          ? '没有超龄人员'
          : `超龄 ${people} 人，已上传 ${proofs} 份证明，请核对`
        : `超龄 ${people} 人，没有证明`,
  },
  warnings: {
    label: '提示事项',
    sentence: (fine, { people }) => (fine ? '名单没有提示' : `${people} 人有提示（姓名规范、手机号重复等），请抽查`),
  },
  refused: {
    label: '未纳入人员',
    sentence: (fine, { rows }) => (fine ? '没有未处理的失败人员' : `有 ${rows} 行导入失败未纳入，请确认单位知晓`),
  },
}

/** What a check says; `findings` are the sentences of what the rules of submission stand against. */
export function reviewCheckWords(
  { code, fine, facts }: ReviewCheck,
  findings: readonly string[],
): { label: string; sentence: string } {
  const { label, sentence } = CHECKS[code]
  return { label, sentence: sentence(fine, facts, findings) }
}
