import { describe, expect, it } from 'vitest'
import '../words/zh/enrolment.ts'
import '../words/zh/plans.ts'
import type { CellName, Person } from './person-cells.ts'
import { peopleColumns } from './people-columns.ts'

const someone = (idKind: string, idNumber: string): Person => ({
  id: 'a',
  rowNumber: 1,
  name: '赵甲',
  idKind,
  idNumber,
  phone: '19900000001',
  sex: 'male',
  born: '1980-01-02',
  riskClass: 'ordinary',
  renewing: false,
  overAge: false,
  warnings: [],
})

/** What typing into a cell comes to: what was sent, or the sentence that says why not. */
async function typed(key: CellName, text: string, person: Person | undefined): Promise<unknown> {
  let sent: unknown
  const columns = peopleColumns(async (_, name, value) => {
    sent = { [name]: value }
    return Promise.resolve(undefined)
  })
  const refused = await columns.find((column) => column.key === key)?.edit?.save({ rowNumber: 1, person }, text, 0)
  return refused ?? sent
}

describe('birth date and sex in the grid', () => {
  it('are typed where the number does not carry them: passports and the 15-character card', async () => {
    for (const person of [someone('passport', 'E12345678'), someone('permanent-residence-card', 'ABC123456789012')]) {
      expect(await typed('born', '1980-01-12', person)).toEqual({ born: '1980-01-12' })
      expect(await typed('sex', '女', person)).toEqual({ sex: '女' })
    }
  })
  it('follow from all other numbers, which is said instead of forgetting what was typed', async () => {
    for (const person of [
      someone('resident-id', '379900198001020018'),
      someone('permanent-residence-card', '937990198001020018'),
    ]) {
      expect(await typed('born', '1980-01-12', person)).toContain('由证件号码得出')
      expect(await typed('sex', '女', person)).toContain('由证件号码得出')
      expect(await typed('name', '赵乙', person)).toEqual({ name: '赵乙' })
    }
  })
  it('and a row whose person was deleted says so', async () => {
    expect(await typed('name', '赵乙', undefined)).toContain('已删除')
  })
})
