export const UNIT_KINDS = ['government', 'institution', 'enterprise', 'society', 'regional-union', 'other'] as const
export type UnitKind = (typeof UNIT_KINDS)[number]

/** Documents of a registration: 统一社会信用代码证书, 工会法人资格证书. */
export const REGISTRATION_DOCUMENTS = ['credit-code-certificate', 'union-certificate'] as const
export type RegistrationDocument = (typeof REGISTRATION_DOCUMENTS)[number]

/** Fields of the form 单位注册, in its order. */
export const REGISTRATION_FIELDS = [
  'creditCode',
  'name',
  'kind',
  'industry',
  'address',
  'agencyId',
  'staffCount',
  'womenCount',
  'unionName',
  'unionCreditCode',
  'unionChair',
  'contactName',
  'contactIdNumber',
  'contactPhone',
  'contactTelephone',
  'contactMail',
  'userName',
] as const
export type RegistrationField = (typeof REGISTRATION_FIELDS)[number]

/** What a reason or a problem can be about. */
export type RegistrationSubject = RegistrationField | RegistrationDocument
