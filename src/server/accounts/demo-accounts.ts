import type { Desk } from '../../domain/organisations/desks.ts'

export type DemoAccount = {
  readonly userName: string
  readonly name: string
  /** What the account does, as the sign-in page lists it. */
  readonly title: string
  /** Four digits of an office or agency, or the credit code of a unit. */
  readonly organisationCode: string
  readonly desks: readonly Desk[]
  readonly password: string
  readonly phone: string
  readonly idNumber: string
}

/**
 * The accounts of the demo association, whose passwords everybody may know: they exist in a demo database only. Codes:
 * 1000 the head office, 3790 and 2390 its offices, 3791, 3792 and 2391 their agencies; persons, units and numbers are
 * invented.
 */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    userName: 'zhengyuan',
    name: '郑远',
    title: '系统管理',
    organisationCode: '1000',
    desks: ['administration'],
    password: 'cedar lamp 7 river moth',
    phone: '19900000001',
    idNumber: '379900197001100111',
  },
  {
    userName: 'fangjing',
    name: '方静',
    title: '审计',
    organisationCode: '1000',
    desks: ['audit'],
    password: 'quiet orbit 4 maple dusk',
    phone: '19900000002',
    idNumber: '379901197102110120',
  },
  {
    userName: 'linqing',
    name: '林清',
    title: '业务审核（办事处）',
    organisationCode: '3790',
    desks: ['registration-review', 'enrolment-review', 'change-review', 'certificates'],
    password: 'amber gate 9 fern violin',
    phone: '19900000003',
    idNumber: '37990219720312013X',
  },
  {
    userName: 'heyun',
    name: '何云',
    title: '参保复核（办事处）',
    organisationCode: '3790',
    desks: ['registration-review', 'enrolment-review', 'change-review', 'certificates'],
    password: 'copper wind 3 hazel tide',
    phone: '19900000004',
    idNumber: '37990019730413014X',
  },
  {
    userName: 'songhan',
    name: '宋涵',
    title: '财务（办事处）',
    organisationCode: '3790',
    desks: ['finance', 'certificates'],
    password: 'linen creek 8 plum arrow',
    phone: '19900000005',
    idNumber: '379901197405140159',
  },
  {
    userName: 'tangwei',
    name: '唐维',
    title: '业务审核（办事处）',
    organisationCode: '2390',
    desks: ['registration-review', 'enrolment-review', 'change-review', 'certificates'],
    password: 'silver oat 5 north kettle',
    phone: '19900000006',
    idNumber: '379902197506150168',
  },
  {
    userName: 'yaoxi',
    name: '姚夕',
    title: '财务（办事处）',
    organisationCode: '2390',
    desks: ['finance', 'certificates'],
    password: 'violet barn 2 elm compass',
    phone: '19900000007',
    idNumber: '379900197607160178',
  },
  {
    userName: 'lumin',
    name: '陆敏',
    title: '业务审核（经办机构）',
    organisationCode: '3791',
    desks: ['registration-review', 'enrolment-review', 'certificates'],
    password: 'marble wren 6 cove thistle',
    phone: '19900000008',
    idNumber: '379901197708170187',
  },
  {
    userName: 'gaoyue',
    name: '高越',
    title: '业务审核（经办机构）',
    organisationCode: '3792',
    desks: ['registration-review', 'enrolment-review', 'certificates'],
    password: 'saffron pier 1 owl juniper',
    phone: '19900000009',
    idNumber: '379902197809180196',
  },
  {
    userName: 'xuning',
    name: '许宁',
    title: '业务审核（代办处）',
    organisationCode: '2391',
    desks: ['registration-review', 'enrolment-review', 'certificates'],
    password: 'indigo mill 7 ash lantern',
    phone: '19900000010',
    idNumber: '379900197910190206',
  },
  {
    userName: 'shanxiaomei',
    name: '单晓梅',
    title: '单位经办人',
    organisationCode: '12379900495000001R',
    desks: ['unit-handler'],
    password: 'walnut bay 4 finch ribbon',
    phone: '19900000011',
    idNumber: '379901198011200213',
  },
  {
    userName: 'ouyangjun',
    name: '欧阳军',
    title: '单位经办人',
    organisationCode: '91379901MA0000027U',
    desks: ['unit-handler'],
    password: 'crimson hill 9 reed anchor',
    phone: '19900000012',
    idNumber: '379902198112210222',
  },
  {
    userName: 'xiewen',
    name: '解文',
    title: '单位经办人',
    organisationCode: '81239901MC00000318',
    desks: ['unit-handler'],
    password: 'pepper dune 3 lark teapot',
    phone: '19900000013',
    idNumber: '379900198201220235',
  },
]
