import type { Grade, Insurance, SheetAmount } from '../../domain/plans/benefit-terms.ts'
import type { PayeeRelation } from '../../domain/claims/claim-entry.ts'
import type { ClaimKind } from '../../domain/plans/claim-kind.ts'

/** 申领类型 as the manual names them. */
export const CLAIM_KIND_NAMES: { readonly [K in ClaimKind]: string } = {
  'illness-inpatient': '疾病住院',
  'accident-inpatient': '意外住院',
  'hospital-allowance': '住院津贴',
  'critical-illness': '重大疾病',
  'women-illness': '女职工特殊疾病',
  'accident-medical': '意外医疗',
  disability: '意外伤残',
  'accident-death': '意外身故',
}

/** Amounts of a settlement sheet as printed on it. */
export const SHEET_AMOUNT_NAMES: { readonly [A in SheetAmount]: string } = {
  total: '结算总金额',
  pooledFund: '统筹基金支付',
  otherFund: '大额/其他支付',
  selfPaid1: '个人自付一',
  selfPaid2: '个人自付二',
  fullySelfPaid: '全额自费',
  cash: '个人现金支付',
  deductibleSelfPaid: '起付标准部分',
  ratioSelfPaid: '按比例负担部分',
  partSelfDrug: '部分自费药品',
  inScope: '医保范围内费用',
  actualPaid: '实际支付金额',
}

export const INSURANCE_NAMES: { readonly [I in Insurance]: string } = {
  employee: '职工医保',
  resident: '居民医保',
  none: '未参加医保',
}

/** 案件来源 as the manual names it. */
export const CLAIM_SOURCE_NAMES = { unit: '单位端受理', office: '管理端受理' } as const

export const GRADE_NAMES: { readonly [G in Grade]: string } = { mild: '轻度', severe: '重度' }

/** 与被保障人关系 */
export const PAYEE_RELATION_NAMES: { readonly [R in PayeeRelation]: string } = {
  self: '本人',
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  heir: '法定继承人',
  other: '其他',
}
