import type { AskedElsewhereOften } from '../../domain/enrolment/elsewhere-limit.ts'
import type { EditRefused, StepRefused } from '../../domain/enrolment/enrolment-workflow.ts'
import { enrolmentStateWord } from './states.ts'
import type { RefusalWords } from './refusal-words.ts'

/** What commands refuse beside the rules of the domain. */
type CommandRefusal =
  | 'plan-chosen-twice'
  | 'shares-above-most'
  | 'import-running'
  | 'import-ended'
  | 'file-came-before'
  | 'roster-kind-refused'
  | 'roster-file-gone'
  | 'attachment-kind-refused'
  | 'too-many-attachments'
  | 'reviewer-is-submitter'
  | 'already-in-review'

export const enrolmentRefusals = {
  'enrolment-step-not-allowed': ({ state }) => `参保单现在是“${enrolmentStateWord(state)}”，不能做这一步，请刷新后再看`,
  'enrolment-not-editable': ({ state }) =>
    `参保单现在是“${enrolmentStateWord(state)}”，只有“录入中”和“初审退回”时可以修改；如需修改请先撤回或联系审核人退回`,
  'plan-chosen-twice': ({ plan }) => `${plan}选了两次，请只保留一次`,
  'shares-above-most': ({ plan, shares, most }) => `${plan}每人最多 ${most} 份，现为 ${shares} 份，请减少份数`,
  'import-running': () => '该活动的人员清单正在导入，请等导入完成或取消后再操作',
  'import-ended': () => '这次导入已经结束，请刷新查看结果',
  'file-came-before': ({ at, state, rows, accepted, refused, enrolment }) =>
    enrolment === undefined
      ? `同一文件已于 ${at} 导入过（${sameFileOutcome(state, rows, accepted, refused)}），确认要再导入一次吗？`
      : `同一文件已于 ${at} 导入本单位的另一张参保单 ${enrolment}（${sameFileOutcome(state, rows, accepted, refused)}）。同一人不能在两张参保单中参加同一保障活动，建议到那张参保单继续办理；确认要在这里再导入一次吗？`,
  'roster-kind-refused': () => '人员清单只能是 .xlsx、.xls 或 .csv 文件，请用下载的模板填写后再导入',
  'roster-file-gone': () => '这个文件已按规定清除，请重新选择文件导入',
  'attachment-kind-refused': () => '附件只能是 jpg、jpeg、png 或 pdf，请另存为这些格式后再上传',
  'too-many-attachments': ({ most }) => `附件最多 ${most} 个，请先删除不需要的附件`,
  'asked-elsewhere-often': ({ minutes }) =>
    `本单位近一小时查出已通过其他单位参加的人员过多，录入和导入暂停，请 ${minutes} 分钟后再试；确需办理请联系办事处`,
  'reviewer-is-submitter': () => '提交人不能审核自己提交的参保单，请由另一人审核',
  'already-in-review': () => '审核人已获取这张参保单，不能撤回；如需修改请联系审核人退回',
} satisfies RefusalWords<(AskedElsewhereOften | EditRefused | StepRefused)['code'] | CommandRefusal>

type Fact = string | number | undefined

function sameFileOutcome(state: Fact, rows: Fact, accepted: Fact, refused: Fact): string {
  if (state === 'done') return `共 ${rows} 人，成功 ${accepted} 人，失败 ${refused} 人`
  return state === 'cancelled' ? '已取消，未写入任何人员' : '没有成功，未写入任何人员'
}
