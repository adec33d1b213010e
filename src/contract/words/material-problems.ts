import type { MaterialProblem, MaterialRule, MaterialsRefused } from '../../domain/claims/parse-materials.ts'
import { CLAIM_KINDS } from '../../domain/plans/claim-kind.ts'
import { CLAIM_KIND_NAMES } from './claim-words.ts'
import { JSON_RULES } from './plan-problems.ts'

/** A claim kind by its Chinese name, anything else as it is. */
function kindName(word: string): string {
  const kind = CLAIM_KINDS.find((known) => known === word)
  return kind ? CLAIM_KIND_NAMES[kind] : word
}

const MATERIAL_RULES: { readonly [R in MaterialRule]: (expected: string) => string } = {
  'code-malformed': () => '代码由小写英文单词和短横组成，如 settlement-sheet',
  'material-twice': () => '材料代码重复，请合并为一项',
  'min-above-max': (expected) => `最少张数不能多于最多张数 ${expected}`,
  'never-asked-for': () => 'required 和 optional 至少要有一项条件，否则永远用不到',
  'plan-unknown': (expected) => `没有此保障活动，应为：${expected}`,
  'condition-names-nothing': () => '空列表永远不成立，请删去此项或写明内容',
  'kind-requires-nothing': (expected) => `${kindName(expected)}没有任何必传材料，请至少指定一项`,
}

const RULES = { ...JSON_RULES, ...MATERIAL_RULES }

function sentence({ path, rule, expected = '' }: MaterialProblem): string {
  return `${path === '' ? '整个文件' : path}：${RULES[rule](expected)}（${rule}）`
}

/** What is wrong with the file of materials: a line for each problem, with file, path, what to do, and rule. */
export function sentenceForMaterials({ file, problems }: MaterialsRefused): string {
  return problems.map((problem) => `${file} ${sentence(problem)}`).join('\n')
}
