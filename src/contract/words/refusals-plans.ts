import type { CoverPeriodRefused } from '../../domain/plans/effective-date.ts'
import type { OfferRefused } from '../../domain/plans/offer.ts'
import type { ParticipationRefused } from '../../domain/plans/participation.ts'
import type { Facts, RefusalWords } from './refusal-words.ts'

type PlanRefusals =
  | (ParticipationRefused | OfferRefused | CoverPeriodRefused)['code']
  | 'sale-ends-before-start'
  | 'offer-overlaps'
  | 'offer-begun'
  | 'offer-ended'
  | 'sale-end-past'

const counted = ({ denominator, of }: Facts) => `${denominator === 'women' ? '在职女职工' : '在职职工'} ${of} 人`
const shortfall = ({ required, heads, missing, clause }: Facts) =>
  `应参保 ${required} 人，现为 ${heads} 人，还差 ${missing} 人（${clause}），请补充人员清单或核对职工人数`

export const planRefusals: RefusalWords<PlanRefusals> = {
  'women-exceed-staff': ({ staff, womenStaff }) => `在职女职工 ${womenStaff} 人多于在职职工 ${staff} 人，请核对`,
  'participation-too-low': (facts) =>
    `参保比例不足：${counted(facts)}，须不低于 ${Number(facts['minRate']) / 100}%，${shortfall(facts)}`,
  'participation-not-everyone': (facts) =>
    `不足 ${facts['everyoneBelow']} 人的单位须全员参保：${counted(facts)}，${shortfall(facts)}`,
  'not-yet-on-sale': ({ sellsFrom }) => `该保障活动自 ${sellsFrom} 起受理参保，请届时再办理`,
  'no-longer-on-sale': ({ sellsUntil }) => `该保障活动已于 ${sellsUntil} 停止受理参保，请选择其他保障活动`,
  'sale-ends-before-start': () => '停售日期不能早于起售日期',
  'offer-overlaps': ({ from }) => `该保障活动自 ${from} 起已在销售，请先设定它的停售日期`,
  'offer-ended': ({ sellsUntil }) => `该保障活动已于 ${sellsUntil} 停售，无需再停售`,
  'sale-end-past': ({ today }) => `停售日期不能早于今天（${today}），请重新填写`,
  'offer-begun': ({ sellsFrom }) => `该保障活动已自 ${sellsFrom} 起受理参保，不能删除，请改用【停售】`,
  'calendar-year-over': ({ calendarYear, firstDay }) =>
    `保障最早自 ${firstDay} 起，${calendarYear} 年度已没有保障期，请选择下一年度`,
}
