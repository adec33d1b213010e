import { addWords } from '../words.ts'

/** Words of 申领设置. */
export const claimSettingsWords = {
  'claimSettings.text': '办事处的审批起点、办理期限与录入习惯，以及每位人员的审批限额。',
  'claimSettings.office': '办事处',
  'claimSettings.none': '范围内没有办事处。',
  'claimSettings.rules': '审核与期限',
  'claimSettings.threshold': '审批起点',
  'claimSettings.thresholdHint': '同一人同一次出险合计超过此金额，须经申领审批。',
  'claimSettings.holdMinutes': '获取后保留（分钟）',
  'claimSettings.holdHint': '这段时间没有操作，案件自动退回工作池。',
  'claimSettings.firstReviewDays': '初审期限（工作日）',
  'claimSettings.totalDays': '全案期限（工作日）',
  'claimSettings.totalHint': '自材料齐全提交起算，退回单位期间暂停。',
  'claimSettings.lateClaims': '允许超过申领时效的案件填写理由后受理',
  'claimSettings.sheetOrder': '结算单金额的录入顺序',
  'claimSettings.sheetOrderHint': '与本地纸质结算单的顺序一致，录入时从上到下。',
  'claimSettings.up': '上移 {name}',
  'claimSettings.down': '下移 {name}',
  'claimSettings.isFirst': '已是第一项',
  'claimSettings.isLast': '已是最后一项',
  'claimSettings.save': '保存',
  'claimSettings.saved': '{name} 的申领设置已保存',
  'claimSettings.officers': '人员限额与组长',
  'claimSettings.officersHint': '没有填写限额的人员按审批起点办理。不能修改自己的限额。',
  'claimSettings.noOfficers': '还没有申领岗位的人员，请在【机构与岗位】中添加。',
  'claimSettings.name': '姓名',
  'claimSettings.organisation': '机构',
  'claimSettings.desks': '岗位',
  'claimSettings.limit': '审批限额（元）',
  'claimSettings.byThreshold': '按审批起点',
  'claimSettings.leads': '组长',
  'claimSettings.leads.yes': '是',
  'claimSettings.leads.no': '否',
  'claimSettings.leadsYes': '是本岗组长，可转交他人的案件',
  'claimSettings.change': '修改',
  'claimSettings.changeOf': '修改 {name} 的限额',
  'claimSettings.limitLabel': '审批限额',
  'claimSettings.limitHint': '留空表示按审批起点。',
  'claimSettings.self': '不能修改自己的限额',
  'claimSettings.officerSaved': '{name} 的限额已保存',
  'claimSettings.noneEnough':
    '没有人能审批超过审批起点 {threshold} 元的案件，请为申领审批人员设置限额，否则由上级机构审批。',
  'claimSettings.noneEnoughAtHead':
    '总会没有人能审批超过 {threshold} 元的案件，办事处批不了的案件会停在申领审批。请为总会的申领审批人员设置限额。',
} as const satisfies Readonly<Record<`claimSettings.${string}`, string>>

addWords(claimSettingsWords)
