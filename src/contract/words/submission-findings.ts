import type { Finding, FindingCode } from '../../domain/enrolment/submission.ts'
import { causeLabel } from './roster-cause-labels.ts'
import { planRefusals } from './refusals-plans.ts'

type Facts = Finding['facts']

const SENTENCES: { readonly [Code in FindingCode]: (facts: Facts) => string } = {
  'no-plans': () => '还没有选择保障活动，请在“保障活动录入”中至少选择一项',
  'staff-missing': () => '请填写在职职工人数',
  'women-missing': () => '所选活动按在职女职工计算参保比例，请填写在职女职工人数',
  'women-exceed-staff': planRefusals['women-exceed-staff'],
  'not-yet-on-sale': ({ plan, sellsFrom }) => `${plan}：自 ${sellsFrom} 起受理参保，请届时再办理或去掉该活动`,
  'no-longer-on-sale': ({ plan, sellsUntil }) => `${plan}：已于 ${sellsUntil} 停止受理参保，请去掉该活动`,
  'calendar-year-over': (facts) => `${facts['plan']}：${planRefusals['calendar-year-over'](facts)}`,
  'shares-above-most': ({ plan, shares, most }) => `${plan}：每人最多 ${most} 份，现为 ${shares} 份，请减少份数`,
  'shares-not-uniform': ({ plan, shares, standing }) =>
    `${plan}：同一单位份数须一致，已有保障为 ${standing} 份，现为 ${shares} 份，请改为 ${standing} 份`,
  'import-running': () => '还有人员清单正在导入或等待确认，请等导入完成或取消后再提交',
  'roster-empty': ({ plan }) => `${plan}：还没有参保人员，请导入人员清单或去掉该活动`,
  'people-exceed-staff': ({ plan, people, staff }) =>
    `${plan}：参保 ${people} 人多于在职职工 ${staff} 人，请核对人员清单或职工人数`,
  'women-people-exceed-staff': ({ plan, women, womenStaff }) =>
    `${plan}：参保女职工 ${women} 人多于在职女职工 ${womenStaff} 人，请核对人员清单或职工人数`,
  'participation-too-low': (facts) => `${facts['plan']}：${planRefusals['participation-too-low'](facts)}`,
  'participation-not-everyone': (facts) => `${facts['plan']}：${planRefusals['participation-not-everyone'](facts)}`,
  'people-refused': ({ plan, cause, people, names }) =>
    `${plan}：${people} 人${causeLabel(String(cause))}（${names}），请在“人员详情/修改”中修改或删除`,
  'people-held': ({ plan, people, names }) =>
    `${plan}：${people} 人已通过其他参保单参加该保障活动或正在办理（${names}），请在“人员详情/修改”中删除后再提交，或联系办事处办理变更`,
  'contribution-changed': ({ before, now }) =>
    `会费由 ${before} 元变为 ${now} 元（人员名单有变动，或按提交日计算的续保、新参保身份有变化），请核对会费明细后再点【完成】`,
  'social-insurance-missing': () => '请上传社会保险缴费证明表',
  'over-age-proof-missing': ({ people, names }) =>
    `名单中有 ${people} 人超过年龄上限${names ? `（${names}）` : ''}，请上传超龄证明`,
}

/** What stands against 【完成】 and what to do about it. */
export function findingSentence({ code, facts }: Pick<Finding, 'code' | 'facts'>): string {
  return SENTENCES[code](facts)
}
