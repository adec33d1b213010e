import { partsOf, type CalendarDate } from '../../domain/shared/calendar-date.ts'
import { formatYuanGrouped, type Cents } from '../../domain/shared/cents.ts'
import { moneyWords } from '../../domain/shared/money-words.ts'

/** 2026-12-01 as letters write it: 2026年12月1日. */
export function longDate(date: CalendarDate): string {
  const { year, month, day } = partsOf(date)
  return `${year}年${month}月${day}日`
}

/** Every sentence and label of the confirmation letter. */
export const letterWords = {
  title: '职工互助保障确认书',
  number: (number: string) => `编号：${number}`,
  issued: (version: number, date: CalendarDate) => `第 ${version} 版　签发日期：${longDate(date)}`,
  addressee: (unit: string) => `${unit}：`,
  opening: (plan: string, heads: number) =>
    `贵单位组织职工参加“${plan}”的申请已经审核通过，会费已经到账。现确认附表所列 ${heads.toLocaleString('en-US')} 名职工为参保人，自各自保障期间的首日零时起，按照本确认书载明的内容享有互助保障。`,
  headings: { cover: '一、参保信息', periods: '二、保障期间', benefits: '三、保障内容', notes: '四、说明' },
  labels: {
    creditCode: '统一社会信用代码',
    address: '单位地址',
    plan: '保障活动',
    heads: '参保人数与份数',
    contributions: '会费合计',
  },
  plan: (name: string, version: string) => `${name}（版本 ${version}）`,
  heads: (heads: number, shares: number) => `${heads.toLocaleString('en-US')} 人，每人 ${shares} 份`,
  contributions: (amount: Cents) => `人民币 ${formatYuanGrouped(amount)} 元（大写：${moneyWords(amount)}）`,
  period: { from: '开始', to: '结束', heads: '人数' },
  periodFrom: (date: CalendarDate) => `${longDate(date)} 零时`,
  periodTo: (date: CalendarDate) => `${longDate(date)} 二十四时`,
  periodHeads: (heads: number) => `${heads.toLocaleString('en-US')} 人`,
  notes: (version: number, telephone: string) => [
    '本确认书与附表合为一体，由会员单位留存；手写添加或涂改的内容无效。',
    version > 1
      ? `本版自签发之日起取代第 ${version - 1} 版及更早的版本；信息再有变化时，以最新一版为准。`
      : '信息有变化时，请在系统中提出变更；新的一版签发后，以最新一版为准。',
    `发生保障范围内的情况，请由单位经办人在系统中提出申领；如有疑问请致电 ${telephone}。`,
  ],
  verify: '扫码核验编号、版本与是否有效',
  office: (address: string, telephone: string) => [`地址：${address}`, `电话：${telephone}`],
  footer: (number: string, version: number) => `确认书 ${number}　第 ${version} 版`,
  page: (page: number, pages: number) => `第 ${page} 页　共 ${pages} 页`,
  annex: '附表　参保人员清单',
  columns: { number: '序号', name: '姓名', document: '证件号码', workClass: '职业类别', period: '保障期间' },
  annexPeriod: (from: CalendarDate, to: CalendarDate) => `${from} 至 ${to}`,
  demoSeal: '演示专用章',
  annexEnd: (heads: number) => `以上共 ${heads.toLocaleString('en-US')} 人，以下空白。`,
} as const

/** The workbook of 下载人员清单. */
export const rosterWords = {
  sheet: '参保人员清单',
  columns: {
    number: '序号',
    name: '姓名',
    document: '证件号码',
    workClass: '职业类别',
    from: '保障开始',
    to: '保障结束',
  },
} as const
