import { COUNTED_ROWS, type ExportRefused } from '../../domain/claims/export-rules.ts'
import type { RefusalWords } from './refusal-words.ts'

type OfCommands =
  | 'export-decided'
  | 'export-ended'
  | 'export-not-ready'
  | 'export-expired'
  | 'not-second-person'
  | 'trial-of-other-plan'
  | 'trial-without-calculation'

const rowsInWords = (rows: number) =>
  rows > COUNTED_ROWS ? `超过 ${COUNTED_ROWS.toLocaleString('en')}` : rows.toLocaleString('en')

export const claimExportRefusals = {
  'export-empty': () => '没有查询到可导出的案件，请修改查询条件后再导出',
  'export-needs-reason': ({ rows, most }) =>
    `查询结果 ${rowsInWords(Number(rows))} 条，多于 ${Number(most).toLocaleString('en')} 条，请填写导出原因`,
  'unmasked-needs-reason': () => '导出完整号码须填写导出原因',
  'too-many-exports-today': ({ most }) => `24 小时内最多导出 ${most} 次，请稍后再试，或合并查询条件`,
  'exports-still-running': ({ most }) => `已有 ${most} 个导出没有完成，请在任务中心等待完成或取消后再试`,
  'export-decided': () => '这个导出申请已经有人处理，请刷新后再看',
  'export-ended': () => '这个导出已经结束，不能取消',
  'export-not-ready': () => '这个导出还没有生成文件，请在任务中心等待完成',
  'export-expired': () => '导出文件已超过 7 天保留期并删除，请重新导出',
  'not-second-person': () => '只有另一位管理人员，或本单位另一位负责人可以决定；申请人不能决定自己的申请',
  'trial-of-other-plan': () => '只能与同一保障活动的其他版本比较，请重新选择版本',
  'trial-without-calculation': () => '这件案件还没有计算过，请选择已申领计算的案件，或填写试算资料',
} satisfies RefusalWords<ExportRefused['code'] | OfCommands>
