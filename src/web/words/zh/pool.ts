import { addWords } from '../words.ts'

/** Words of the work pools, the same for every kind of work. */
export const poolWords = {
  'pool.waiting': '待处理',
  'pool.mine': '处理中',
  'pool.take': '获取',
  'pool.takeAndOpen': '获取并处理',
  'pool.takeSeveral': '批量获取',
  'pool.release': '释放',
  'pool.releaseSeveral': '批量释放',
  'pool.open': '处理',
  'pool.tickFirst': '请先勾选',
  'pool.taken': '已获取 {count} 件，在“处理中”',
  'pool.released': '已释放 {count} 件',
  'pool.missed': '有 {count} 件没有获取到，正由{names}处理',
  'pool.somebody': '他人',
  'pool.late': '超期 {days} 天',
  'pool.today': '今天到期',
  'pool.left': '剩 {days} 天',
  'pool.deadline': '时限',
  'pool.keys': '键盘：J K 移动，Enter 处理，G 获取，X 勾选，/ 查询，? 说明',
  'pool.nothingFound': '没有符合条件的记录',
  'pool.otherFilters': '请放宽条件，或点击【重置】查看全部。',
  'pool.nothingWaits': '没有待处理的工作',
  'pool.comesHere': '单位提交后会出现在这里。',
  'pool.nothingMine': '您手上没有工作',
  'pool.takeSome': '到“待处理”获取。',
} as const satisfies Readonly<Record<`pool.${string}`, string>>

addWords(poolWords)
