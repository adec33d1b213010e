import { checkCharacter } from '../../domain/shared/id-number.ts'

/** An insured person of the demo association; names, numbers and phones are invented, 3799xx is no county's code. */
export type DemoPerson = {
  readonly name: string
  readonly idNumber: string
  readonly born: string
  readonly sex: 'male' | 'female'
  readonly phone: string
}

/** People of one plan of a demo enrolment, by their index within the unit; `women` takes the women among them. */
export type DemoRoster = { readonly planCode: string; readonly people: readonly number[]; readonly women?: true }

/** An enrolment that was confirmed some days before the database was made. */
export type DemoEnrolment = {
  readonly unit: string
  readonly daysAgo: number
  readonly rosters: readonly DemoRoster[]
}

/** Units by credit code: the address code of their people, and by whom their enrolments went. */
const UNITS = {
  '12379900495000001R': { area: '379981', handler: 'shanxiaomei', reviewer: 'linqing', finance: 'songhan' },
  '91379901MA0000027U': { area: '379982', handler: 'ouyangjun', reviewer: 'linqing', finance: 'songhan' },
  '81239901MC00000318': { area: '379983', handler: 'xiewen', reviewer: 'tangwei', finance: 'yaoxi' },
} as const
export type DemoUnitCode = keyof typeof UNITS
export const DEMO_UNIT_CODES = Object.keys(UNITS) as DemoUnitCode[]

/** Accounts by which the enrolments of a demo unit were submitted, reviewed and confirmed. */
export function demoHands(unit: DemoUnitCode): (typeof UNITS)[DemoUnitCode] {
  return UNITS[unit]
}

const SURNAMES = '冉苗蔺岑贺温柴虞柏滕蒋沈卫韦'
const GIVEN = ['知秋', '雨禾', '明川', '若溪', '长青', '念安', '书言', '望舒', '景行', '清越', '云帆', '思源', '一鸣']

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index)
const two = (number: number) => String(number).padStart(2, '0')

/** Person `index` of a unit: always the same, of another name and number than all others of the demo. */
export function demoPerson(unit: DemoUnitCode, index: number): DemoPerson {
  const ordinal = DEMO_UNIT_CODES.indexOf(unit)
  const born = `${1972 + ((index * 7) % 27)}-${two(1 + ((index * 5) % 12))}-${two(1 + ((index * 11) % 28))}`
  const sex = index % 3 === 1 ? 'male' : 'female'
  // The last digit of a serial number is odd for men.
  const serial = String(100 + 2 * index + (sex === 'male' ? 1 : 0))
  const first17 = `${UNITS[unit].area}${born.replaceAll('-', '')}${serial}`
  const surname = SURNAMES.charAt((index + 5 * ordinal) % SURNAMES.length)
  return {
    name: `${surname}${GIVEN[(index * 3 + ordinal) % GIVEN.length]}`,
    idNumber: `${first17}${checkCharacter(first17)}`,
    born,
    sex,
    phone: `1990${ordinal + 1}${String(500_000 + index)}`,
  }
}

/** 40 people under cover for months, four who came lately and still wait, and two whose first cover has ended. */
const ROSTERS: readonly Omit<DemoEnrolment, 'unit'>[] = [
  { daysAgo: 560, rosters: [{ planCode: 'comprehensive', people: [0, 1, 44] }] },
  {
    daysAgo: 160,
    rosters: [
      { planCode: 'comprehensive', people: range(0, 40) },
      { planCode: 'hubei-critical', people: range(0, 30) },
      { planCode: 'beijing-women', people: range(0, 40), women: true },
      { planCode: 'accident-100', people: range(0, 25) },
      { planCode: 'beijing-allowance', people: range(0, 20) },
    ],
  },
  {
    daysAgo: 12,
    rosters: [
      { planCode: 'comprehensive', people: range(40, 44) },
      { planCode: 'beijing-women', people: range(40, 44), women: true },
    ],
  },
]

/** Confirmed enrolments of all demo units, the earliest first. */
export const DEMO_ENROLMENTS: readonly (DemoEnrolment & { readonly unit: DemoUnitCode })[] = ROSTERS.flatMap((one) =>
  DEMO_UNIT_CODES.map((unit) => ({ unit, ...one })),
)

/** Who is on a roster. */
export function peopleOf(unit: DemoUnitCode, { people, women }: DemoRoster): readonly DemoPerson[] {
  return people.map((index) => demoPerson(unit, index)).filter(({ sex }) => women === undefined || sex === 'female')
}

const [FIRST = '12379900495000001R'] = DEMO_UNIT_CODES

/** People with whom a claim may be tried, shown on the sign-in page: one of each unit, and one who still waits. */
export const DEMO_SAMPLES = [
  ...DEMO_UNIT_CODES.map((unit) => ({ unit, ...demoPerson(unit, 0), covered: 'long' as const })),
  { unit: FIRST, ...demoPerson(FIRST, 40), covered: 'lately' as const },
]
