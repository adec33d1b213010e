/** What a unit asks for in 开票录入, but for amount and heads. */
export const unitInvoice = {
  planCode: 'comprehensive',
  kind: 'invoice',
  titleKind: 'unit',
  title: '甲单位',
  taxNumber: '91370000MA00000A1X',
  mail: 'office@example.org',
} as const
