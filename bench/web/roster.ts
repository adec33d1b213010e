import { checkCharacter } from '../../src/domain/shared/id-number.ts'
import type { Person } from '../../tests/support/people.ts'

/** People who do not exist, each born on a day of their own. */
export function seededPeople(count: number): Person[] {
  return Array.from({ length: count }, (_, index) => {
    const born = new Date(Date.UTC(1975, 0, 1 + (index % 7_000))).toISOString().slice(0, 10).replaceAll('-', '')
    const first17 = `3799${String(10 + Math.floor(index / 7_000))}${born}${String(100 + (index % 800))}`
    return {
      name: `员工${'甲乙丙丁戊己庚辛'.charAt(index % 8)}`,
      idNumber: `${first17}${checkCharacter(first17)}`,
      phone: `199${String(index).padStart(8, '0')}`,
    }
  })
}
