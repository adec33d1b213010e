import type { ClaimKind } from '../../domain/plans/claim-kind.ts'
import type { DemoUnitCode } from './demo-people.ts'

/** How far a case of the demo has come; what is beyond the threshold of 申领复审 is at 申领审批 once it is `approved`. */
export type DemoStage = 'materials' | 'entry' | 'submitted' | 'passed' | 'approved' | 'paid'

/** A case with which somebody of the first office finds work waiting; people, hospitals and stays are invented. */
export type DemoCase = {
  readonly unit: DemoUnitCode
  /** Index of the person within the unit; none of those with whom visitors are invited to try a claim. */
  readonly person: number
  readonly planCode: string
  readonly kind: ClaimKind
  readonly daysAgo: number
  readonly nights: number
  /** 个人自付一 and what the fund paid, which are the whole bill; in yuan. */
  readonly selfPaid: string
  readonly pooledFund: string
  readonly diagnosis: readonly [code: string, name: string]
  readonly cause: string
  /** What was entered as cause before 申领初审 sent the case back. */
  readonly firstCause?: string
  readonly stage: DemoStage
}

const SCHOOL = '12379900495000001R'
const FACTORY = '91379901MA0000027U'
const stay = { planCode: 'comprehensive', kind: 'illness-inpatient', cause: '' } as const
const accident = { planCode: 'comprehensive', kind: 'accident-inpatient' } as const

const pneumonia = ['J18', '肺炎，病原体未特指'] as const
const appendicitis = ['K35', '急性阑尾炎'] as const
const gallstone = ['K80', '胆石症'] as const
const leg = ['S82', '小腿骨折，包括踝'] as const
const forearm = ['S52', '前臂骨折'] as const

/** Every desk of the first office finds something, from 材料上传 to a case that is paid and closed. */
export const DEMO_CASES: readonly DemoCase[] = [
  {
    ...stay,
    unit: SCHOOL,
    person: 20,
    daysAgo: 31,
    nights: 8,
    selfPaid: '3260.00',
    pooledFund: '11840.50',
    diagnosis: gallstone,
    stage: 'paid',
  },
  {
    ...stay,
    unit: SCHOOL,
    person: 17,
    daysAgo: 27,
    nights: 6,
    selfPaid: '4520.00',
    pooledFund: '15210.00',
    diagnosis: appendicitis,
    stage: 'approved',
  },
  {
    ...accident,
    unit: FACTORY,
    person: 18,
    daysAgo: 26,
    nights: 9,
    selfPaid: '5180.40',
    pooledFund: '17320.40',
    diagnosis: forearm,
    cause: '下班途中骑车滑倒',
    stage: 'approved',
  },
  {
    ...accident,
    unit: FACTORY,
    person: 15,
    daysAgo: 24,
    nights: 14,
    selfPaid: '31640.00',
    pooledFund: '86750.00',
    diagnosis: leg,
    cause: '搬运工件时被砸伤',
    stage: 'approved',
  },
  {
    ...stay,
    unit: SCHOOL,
    person: 14,
    daysAgo: 21,
    nights: 5,
    selfPaid: '2980.00',
    pooledFund: '9460.00',
    diagnosis: pneumonia,
    stage: 'passed',
  },
  {
    ...accident,
    unit: FACTORY,
    person: 12,
    daysAgo: 19,
    nights: 7,
    selfPaid: '3875.20',
    pooledFund: '12640.20',
    diagnosis: forearm,
    cause: '早班巡检时在二号车间踩到油渍滑倒，右手撑地',
    firstCause: '滑倒',
    stage: 'submitted',
  },
  {
    ...stay,
    unit: SCHOOL,
    person: 11,
    daysAgo: 16,
    nights: 6,
    selfPaid: '4105.00',
    pooledFund: '13980.00',
    diagnosis: pneumonia,
    stage: 'submitted',
  },
  {
    ...stay,
    unit: SCHOOL,
    person: 8,
    daysAgo: 13,
    nights: 4,
    selfPaid: '2450.00',
    pooledFund: '8120.00',
    diagnosis: appendicitis,
    stage: 'entry',
  },
  {
    ...stay,
    unit: FACTORY,
    person: 9,
    daysAgo: 12,
    nights: 5,
    selfPaid: '2760.00',
    pooledFund: '9035.00',
    diagnosis: gallstone,
    stage: 'entry',
  },
  {
    ...stay,
    unit: SCHOOL,
    person: 5,
    daysAgo: 9,
    nights: 3,
    selfPaid: '1980.00',
    pooledFund: '6740.00',
    diagnosis: pneumonia,
    stage: 'materials',
  },
  {
    ...accident,
    unit: FACTORY,
    person: 6,
    daysAgo: 8,
    nights: 4,
    selfPaid: '3020.00',
    pooledFund: '9870.00',
    diagnosis: leg,
    cause: '从梯子上摔下',
    stage: 'materials',
  },
]
