import type { BankCardRefusal } from '../../domain/claims/bank-card.ts'
import type { CaseNumberRefusal } from '../../domain/claims/case-number.ts'
import type { InvoiceNumberRefusal } from '../../domain/claims/invoice-number.ts'
import type { PasteRefusal } from '../../domain/claims/paste-sheet.ts'
import type { RefusalWords } from './refusal-words.ts'

type ClaimFieldRefusals = (BankCardRefusal | CaseNumberRefusal | InvoiceNumberRefusal | PasteRefusal)['code']

export const claimFieldRefusals: RefusalWords<ClaimFieldRefusals> = {
  'case-number-missing': () => '请填写案件号',
  'case-number-malformed': () =>
    '案件号应为 CL 加 4 位机构码、8 位日期和 7 位流水（共 21 位），或原平台的 CL 加 8 位日期和 8 位流水（共 18 位），请核对',
  'bank-card-missing': () => '请填写银行卡号',
  'bank-card-character': ({ position, character }) => `银行卡号第 ${position} 位“${character}”不是数字，请核对`,
  'bank-card-length': ({ length }) => `银行卡号应为 12 至 19 位数字，现为 ${length} 位，请核对`,
  'invoice-number-missing': () => '请填写发票号码',
  'invoice-number-malformed': () => '发票号码只能由数字和英文字母组成，中间可有短横，请按票面填写',
  'invoice-number-too-long': ({ most }) => `发票号码最多 ${most} 位，请按票面填写`,
  'paste-empty': () => '粘贴的内容里没有数据，请在表格中选中一行再复制',
  'paste-too-many-cells': ({ line, cells, columns }) =>
    `粘贴的第 ${line} 行有 ${cells} 格，多于设定的 ${columns} 列，未填入任何金额，请按本办事处的列次序复制`,
}
