import type { OrganisationKind } from '../../domain/organisations/tree.ts'

/** Organisations of the demo association; all names, addresses, telephones and accounts are invented. */
export type DemoOrganisation = {
  readonly code: string
  readonly parent: string | null
  readonly kind: Exclude<OrganisationKind, 'unit'>
  readonly name: string
  readonly address: string
  readonly telephone: string
  readonly mail: string
  readonly account?: { readonly name: string; readonly bank: string; readonly number: string }
}

export const DEMO_SETTLEMENT_DAY = 25

/** Parents stand before their children. */
export const DEMO_ORGANISATIONS: readonly DemoOrganisation[] = [
  {
    code: '1000',
    parent: null,
    kind: 'head',
    name: '职工互助保障总会（演示）',
    address: '演示市中心大道 1 号',
    telephone: '0000-8800001',
    mail: 'head@example.org',
  },
  {
    code: '3790',
    parent: '1000',
    kind: 'office',
    name: '青禾办事处（演示）',
    address: '青禾市学府路 18 号职工服务大厅',
    telephone: '0000-8800379',
    mail: 'qinghe@example.org',
    account: { name: '职工互助保障总会青禾办事处', bank: '演示银行青禾学府路支行', number: '3790000100000188' },
  },
  {
    code: '2390',
    parent: '1000',
    kind: 'office',
    name: '云岭办事处（演示）',
    address: '云岭市松溪街 6 号工人文化宫',
    telephone: '0000-8800239',
    mail: 'yunling@example.org',
    account: { name: '职工互助保障总会云岭办事处', bank: '演示银行云岭松溪支行', number: '2390000100000166' },
  },
  {
    code: '3791',
    parent: '3790',
    kind: 'agency',
    name: '河湾区代办处（演示）',
    address: '青禾市河湾区堤东路 2 号',
    telephone: '0000-8803791',
    mail: 'hewan@example.org',
  },
  {
    code: '3792',
    parent: '3790',
    kind: 'agency',
    name: '石桥县经办机构（演示）',
    address: '青禾市石桥县南门街 9 号',
    telephone: '0000-8803792',
    mail: 'shiqiao@example.org',
  },
  {
    code: '2391',
    parent: '2390',
    kind: 'agency',
    name: '松溪区代办处（演示）',
    address: '云岭市松溪区青石巷 5 号',
    telephone: '0000-8802391',
    mail: 'songxi@example.org',
  },
]

export type DemoUnit = {
  readonly creditCode: string
  readonly parent: string
  readonly name: string
  readonly kind: string
  readonly industry: string
  readonly address: string
  readonly unionName: string
  readonly staff: number
  readonly women: number
  readonly mail: string
}

export const DEMO_UNITS: readonly DemoUnit[] = [
  {
    creditCode: '12379900495000001R',
    parent: '3791',
    name: '青禾市河湾实验小学（演示）',
    kind: 'institution',
    industry: '教育',
    address: '青禾市河湾区书院路 12 号',
    unionName: '河湾实验小学工会',
    staff: 120,
    women: 84,
    mail: 'school@example.org',
  },
  {
    creditCode: '91379901MA0000027U',
    parent: '3792',
    name: '青禾市石桥机械制造有限公司（演示）',
    kind: 'enterprise',
    industry: '通用设备制造业',
    address: '青禾市石桥县工业园二路 7 号',
    unionName: '石桥机械制造有限公司工会',
    staff: 400,
    women: 96,
    mail: 'machine@example.org',
  },
  {
    creditCode: '81239901MC00000318',
    parent: '2391',
    name: '云岭市松溪街道联合工会（演示）',
    kind: 'regional-union',
    industry: '公共管理',
    address: '云岭市松溪区青石巷 21 号',
    unionName: '松溪街道联合工会',
    staff: 260,
    women: 140,
    mail: 'union@example.org',
  },
]
