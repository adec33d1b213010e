import { SHEET_AMOUNT_NAMES } from './claim-words.ts'

/** Fields of the form as the manual names them, by the last part of their path. */
const FIELD_NAMES: Readonly<Record<string, string>> = {
  relation: '与被保障人关系',
  name: '领款人姓名',
  idNumber: '领款人证件号码',
  mobile: '手机号码',
  card: '银行卡号',
  bank: '银行名称',
  branch: '开户行',
  on: '出险日期',
  diedOn: '身故日期',
  cause: '出险原因',
  diagnosisCode: '诊断编码',
  diagnosisName: '诊断',
  grade: '病种等级',
  inSitu: '原位癌',
  category: '病种类别',
  disabilityGrade: '伤残等级',
  sheets: '结算单',
  hospital: '医院',
  hospitalCode: '医院编码',
  hospitalLevel: '医院级别',
  insurance: '医保类别',
  remote: '是否异地就医',
  admittedOn: '入院日期',
  dischargedOn: '出院日期',
  stay: '同次住院编号',
  invoiceNumber: '发票号码',
  settlementKind: '结算方式',
  treatment: '治疗项目',
  ...SHEET_AMOUNT_NAMES,
}

/** Name of a field by its path: `payee.card`, `sheets.0.total`. */
export function entryFieldName(path: string): string {
  const parts = path.split('.')
  return FIELD_NAMES[parts.at(-1) ?? ''] ?? path
}

/** The same with the number of its sheet, where a case may have several. */
export function entryFieldPlace(path: string): string {
  const sheet = /^sheets\.(\d+)\./.exec(path)?.[1]
  return sheet === undefined ? entryFieldName(path) : `第 ${Number(sheet) + 1} 张结算单的${entryFieldName(path)}`
}
