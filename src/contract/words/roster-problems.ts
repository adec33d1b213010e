import type { FileProblem, RosterProblem } from '../../domain/enrolment/roster-problems.ts'
import { HEADER_WORDS, type RosterColumn } from '../../domain/enrolment/roster.ts'
import type { WorkbookRefusal } from '../../domain/files/workbook-refusal.ts'
import type { IdKind } from '../../domain/shared/id-kind.ts'
import { workbookRefusalSentence } from './workbook-refusals.ts'

type Facts<Code extends RosterProblem['code']> = Extract<RosterProblem, { readonly code: Code }>
type OwnFileProblem = Exclude<FileProblem, WorkbookRefusal>
type FileFacts<Code extends OwnFileProblem['code']> = Extract<OwnFileProblem, { readonly code: Code }>

export const ID_KIND_NAMES: { readonly [Kind in IdKind]: string } = {
  'resident-id': '居民身份证',
  'hmt-residence-permit': '港澳台居民居住证',
  'permanent-residence-card': '外国人永久居留身份证',
  passport: '护照',
}

const RIGHT_SHAPE: { readonly [Kind in IdKind]: string } = {
  'resident-id': '应为 18 位，末位是数字或 X',
  'hmt-residence-permit': '应为 18 位，以 810000、820000 或 830000 开头',
  'permanent-residence-card': '应为以 9 开头的 18 位，或 3 个字母加 12 位数字',
  passport: '应为 5 至 17 位字母和数字',
}

const SENTENCES: { readonly [Code in RosterProblem['code']]: (facts: Facts<Code>) => string } = {
  'name-missing': () => '姓名为空，请填写姓名。',
  'name-has-other-characters': ({ found }) =>
    `姓名含有不能使用的字符${found === '' ? '' : `“${found}”`}，请按证件填写汉字姓名或外文姓名。`,
  'id-missing': () => '证件号码为空，请填写。',
  'id-malformed': ({ kind, length }) =>
    `${ID_KIND_NAMES[kind]}号码格式不对（现有 ${length} 个字符），${RIGHT_SHAPE[kind]}，请核对证件。`,
  'id-of-15-digits': ({ suggested }) =>
    suggested === undefined
      ? '这是 15 位旧身份证号，且其中的日期不存在，请按现行身份证填写 18 位号码。'
      : `这是 15 位旧身份证号，请填写 18 位号码（推算为 ${suggested}，请与证件核对）。`,
  'id-of-no-province': () => '身份证号前两位不是任何省份的代码，请核对证件。',
  'id-kind-unknown': ({ word }) => `证件类型“${word}”无法识别，请从${allKinds()}中选择。`,
  'id-kind-not-taken': ({ kind, taken }) =>
    `本保障活动不接受${ID_KIND_NAMES[kind]}，请改用${taken.map((one) => ID_KIND_NAMES[one]).join('、')}。`,
  'wrong-check-digit': () => '身份证号校验位不对，号码中至少有一位写错，请对照证件改正。',
  'impossible-birth-date': () => '证件号码中的出生日期不存在或晚于参保日期，请对照证件改正。',
  'birth-date-missing': () => '此类证件需要填写出生日期，例如 1990-01-31。',
  'birth-date-malformed': () => '出生日期无法识别，请按 1990-01-31 的格式填写。',
  'under-age': ({ age, least, on }) => `到 ${on} 为 ${age} 周岁，未满 ${least} 周岁，不能参保，请删除此人。`,
  'over-age': ({ age, most, on }) => `到 ${on} 为 ${age} 周岁，超过 ${most} 周岁，不能参保，请删除此人。`,
  'over-age-needs-proof': ({ age, most, on }) =>
    `到 ${on} 为 ${age} 周岁，超过 ${most} 周岁，可以参保，请在附件中上传超龄证明。`,
  'sex-missing': () => '此类证件需要填写性别，请填“男”或“女”。',
  'women-only': () => '本保障活动只接受女职工，请核对证件号码或删除此人。',
  'repeated-in-file': ({ earlierRow }) => `证件号码与表中第 ${earlierRow} 行重复，请改正或删除其中一行。`,
  'already-in-enrolment': () => '此人已在本参保单的该保障活动中，无需再次导入，可在人员清单中修改。',
  'covered-elsewhere': () => '此人已通过其他单位参加该保障活动或正在办理，请联系办事处办理变更。',
  'covered-here': ({ endsOn, renewableFrom }) =>
    `此人在本单位的该保障活动保障至 ${endsOn}，${renewableFrom} 起才能续保，请从本次名单中删除。`,
  'in-flight-here': () => '此人已在本单位另一份正在办理的参保单中，请从本次名单中删除，或先撤回那份参保单。',
  'too-many-shares': ({ most, standing }) =>
    `份数超过上限：最多 ${most} 份，已有 ${standing} 份，请减少份数或删除此人。`,
  'phone-missing': () => '手机号为空，请填写 11 位手机号。',
  'phone-malformed': () => '手机号格式不对，应为 1 开头的 11 位数字，请改正。',
  'name-differs': () => '该证件号码此前登记的姓名与此不同，请核对；确认无误可继续。',
  'phone-of-another': () => '该手机号已登记在他人名下，请核对；确认无误可继续。',
  'main-plan-missing': ({ plan }) => `参加本保障活动须先参加“${plan}”，请将此人一并加入或从本活动删除。`,
  'risk-class-unknown': ({ word }) => `职业类别“${word}”无法识别，请填“普通”或“高危”。`,
  'merged-cells': ({ range }) => `${range} 是合并单元格，请取消合并并逐行填写。`,
  'digits-lost': () =>
    '证件号码被表格软件当作数字，末尾几位已丢失，请先将该列设为“文本”格式，再按证件重新填写完整号码。',
  'middle-dot-changed': () => '姓名中的间隔号已统一为“·”，请核对。',
  'rare-characters': () => '姓名含有生僻字，已按原字保存，请核对显示是否正确。',
}

const FILE_SENTENCES: { readonly [Code in OwnFileProblem['code']]: (facts: FileFacts<Code>) => string } = {
  'header-missing': () =>
    `前 10 行中没有找到表头，请使用下载的模板，表头应有${columnNames(['name', 'idNumber', 'phone'])}。`,
  'columns-missing': ({ missing, row }) => `第 ${row} 行的表头缺少${columnNames(missing)}，请补上后重新导入。`,
  'columns-repeated': ({ repeated, row }) =>
    `第 ${row} 行的表头中${columnNames(repeated)}出现了不止一次，请只保留一列后重新导入。`,
  'no-people': () => '表头下没有人员，请填写名单后重新导入。',
  'other-sheet-left-out': ({ sheet }) => `工作表“${sheet}”中也有名单，本次没有读取；如需导入请单独保存为一个文件。`,
  'risk-class-absent': ({ rows }) => `有 ${rows} 人没有填写职业类别，按“普通”处理；高危人员请填写“高危”。`,
}

function columnNames(columns: readonly RosterColumn[]): string {
  return columns.map((column) => `“${HEADER_WORDS[column][0]}”`).join('、')
}

function allKinds(): string {
  return Object.values(ID_KIND_NAMES).join('、')
}

/** What is wrong with a row and what to do, beginning with the cell, e.g. `C12：身份证号校验位不对……`. */
export function rosterProblemSentence<Code extends RosterProblem['code']>(problem: Facts<Code>, cell: string): string {
  return `${cell}：${SENTENCES[problem.code](problem)}`
}

/** The same sentence where the cell is marked or named beside it. */
export function rosterProblemReason<Code extends RosterProblem['code']>(problem: Facts<Code>): string {
  return SENTENCES[problem.code](problem)
}

/** What is wrong with the file as a whole and what to do. */
export function fileProblemSentence(problem: FileProblem): string {
  return isOwn(problem) ? ownSentence(problem) : workbookRefusalSentence(problem)
}

function isOwn(problem: FileProblem): problem is OwnFileProblem {
  return Object.hasOwn(FILE_SENTENCES, problem.code)
}

function ownSentence<Code extends OwnFileProblem['code']>(problem: FileFacts<Code>): string {
  return FILE_SENTENCES[problem.code](problem)
}
