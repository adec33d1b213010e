import type { ArrangementRefusal } from '../../domain/claims/arrange-materials.ts'
import type { RefusalWords } from './refusal-words.ts'

type Own =
  | Exclude<ArrangementRefusal['code'], 'changed-meanwhile'>
  | 'bank-name-missing'
  | 'bank-name-character'
  | 'materials-missing'
  | 'materials-too-many'
  | 'materials-unsorted'
  | 'materials-too-many-unsorted'

export const claimMaterialRefusals = {
  'material-kind-unknown': () => '本案不需要这类材料，请刷新后选择页面上列出的材料',
  'material-gone': () => '这张图片刚才已被移除或替换，请刷新后再操作',
  'material-slot-full': ({ name, most }) => `${name} 最多 ${most} 张，请先移除或替换已有的图片`,
  'bank-name-missing': () => '请填写银行名称',
  'bank-name-character': ({ character }) => `银行名称中的“${character}”不能写入银行文件，请去掉`,
  'materials-missing': ({ number, names }) => `案件 ${number} 还缺：${names}，请上传后再点【确定】`,
  'materials-too-many': ({ number, names }) =>
    `案件 ${number} 的 ${names} 超过张数上限，请移除多余的图片后再点【确定】`,
  'materials-unsorted': ({ number, count }) =>
    `案件 ${number} 还有 ${count} 张图片没有归类，请归入材料或移除后再点【确定】`,
  'materials-too-many-unsorted': ({ most }) => `待归类的图片最多 ${most} 张，请先归类或移除一些`,
} satisfies RefusalWords<Own>
