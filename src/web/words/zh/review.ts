import { addWords } from '../words.ts'

/** Words of 参保初审. */
export const reviewWords = {
  'review.toPool': '返回工作池',
  'review.free': '这张参保单还没有人获取，获取后才能审核。',
  'review.heldBy': '{name}正在处理这张参保单。',
  'review.takeFirst': '请先获取这张参保单',
  'review.checks': '系统检查',
  'review.fine': '符合',
  'review.notFine': '需要注意',
  'review.pick': '记为原因',
  'review.pickOf': '记为原因：{what}',
  'review.pickPerson': '记为原因：{name}',
  'review.picked': '已记为退回原因，点击【退回】时填写要求',
  'review.lastYear': '上次参保',
  'review.noLastYear': '没有上次参保的记录。',
  'review.lastFigures': '上次 {people} 人，本次 {now} 人；上次会费 {amount} 元，在职职工 {staff}',
  'review.approve': '初审通过',
  'review.approved': '{number} 初审通过，已短信通知单位',
  'review.afterwards': '通过或退回后自动打开下一件。已记退回原因 {count} 条',
  'review.notKept': '已记退回原因 {count} 条还没有保存到服务器，请检查网络；继续填写会再次保存',
  'review.noneLeft': '没有更多待审的参保单',
  'review.allTaken': '排在前面的参保单刚被其他审核人获取，请在工作池中选取。',
  'review.return': '退回',
  'review.returnTitle': '退回参保单 {number}？',
  'review.returnText': '每条原因指向要修改的地方，单位打开参保单就能看到并跳转过去。退回后人员占用解除。',
  'review.returned': '{number} 已退回，已短信通知单位',
  'review.addReason': '增加一条',
  'review.reasonNumber': '第 {position} 条原因',
  'review.removeReason': '删除第 {position} 条原因',
  'review.place': '修改位置',
  'review.person': '参保人 {name}',
  'review.what': '原因和要求',
  'review.noReason': '请至少写一条退回原因',
  'review.reasonEmpty': '请填写原因和要求',
} as const satisfies Readonly<Record<`review.${string}`, string>>

addWords(reviewWords)
