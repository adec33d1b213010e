import type { UnsafeReason, WorkbookRefusal } from '../../domain/files/workbook-refusal.ts'

type Facts<Code extends WorkbookRefusal['code']> = Extract<WorkbookRefusal, { readonly code: Code }>

const UNSAFE: { readonly [Reason in UnsafeReason]: string } = {
  'expands-too-much': '解压后过大',
  'too-many-parts': '内部文件过多',
  overlap: '内部文件相互重叠',
  link: '含有链接',
  path: '含有非法路径',
  nested: '内含其他压缩包或文档',
  doctype: '含有文档类型声明',
}

const SENTENCES: { readonly [Code in WorkbookRefusal['code']]: (facts: Facts<Code>) => string } = {
  'file-too-large': ({ most }) => `文件超过 ${Math.floor(most / 1_048_576)} MB，请拆分成几个文件分别导入。`,
  'file-empty': () => '文件是空的，请重新选择填好的名单。',
  'file-kind-not-taken': () => '只接受 .xlsx、.xls、.csv 文件，请将名单另存为 .xlsx 后导入。',
  'file-is-not-what-its-name-says': () => '文件内容与扩展名不符，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。',
  'password-protected': () => '文件设有密码，请取消密码后重新导入。',
  'file-damaged': ({ part }) => `文件已损坏，无法读取（${part}），请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。`,
  'file-unsafe': ({ reason }) => `文件${UNSAFE[reason]}，为安全起见不予读取。请将名单复制到新下载的模板中再导入。`,
  'encoding-unknown': () => '无法识别文件的文字编码，请另存为 .xlsx 或 UTF-8 编码的 .csv 再导入。',
  'too-many-rows': ({ most }) => `名单超过 ${most} 行，请拆分成几个文件分别导入。`,
  'too-many-columns': ({ most, cell }) => `${cell} 有内容，超出了 ${most} 列，请删除多余的列后重新导入。`,
  'cell-too-long': ({ most, cell }) => `${cell} 的文字超过 ${most} 个字符，请缩短后重新导入。`,
  'too-many-merges': ({ most }) => `合并单元格超过 ${most} 处，请取消合并后重新导入。`,
  'no-sheet': () => '文件中没有工作表，请使用下载的模板填写。',
  'took-too-long': () => '读取文件用时过长，已停止。请将名单复制到新下载的模板中，或拆分后再导入。',
  'took-too-much-memory': () => '读取文件占用内存过多，已停止。请将名单复制到新下载的模板中，或拆分后再导入。',
}

/** Why the file is not read and what to do about it. */
export function workbookRefusalSentence<Code extends WorkbookRefusal['code']>(refusal: Facts<Code>): string {
  return SENTENCES[refusal.code](refusal)
}
