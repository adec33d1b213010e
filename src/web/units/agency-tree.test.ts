import { describe, expect, it } from 'vitest'
import { agencyTree, matchingAgencies, pathOf, type Agency } from './agency-tree.ts'

const agency = (id: string, parentId: string | null, kind: Agency['kind'], name: string): Agency => ({
  id,
  parentId,
  kind,
  name,
  telephone: '',
})
const agencies = [
  agency('h', null, 'head', '总会'),
  agency('o', 'h', 'office', '甲市办事处'),
  agency('a', 'o', 'agency', '东区总工会'),
  agency('b', 'a', 'agency', '东区第一代办处'),
  agency('p', 'h', 'office', '乙市办事处'),
]

describe('the tree of agencies', () => {
  it('hangs each below its parent, to any depth', () => {
    const [head] = agencyTree(agencies)
    expect(head?.below.map(({ id }) => id)).toEqual(['o', 'p'])
    expect(head?.below[0]?.below[0]?.below[0]?.id).toBe('b')
  })
  it('begins with the offices where the head office is not listed', () => {
    expect(agencyTree(agencies.slice(1)).map(({ id }) => id)).toEqual(['o', 'p'])
  })
  it('names the way from the office down', () => {
    expect(pathOf(agencies, 'b')).toEqual(['甲市办事处', '东区总工会', '东区第一代办处'])
  })
  it('finds by the name of any above, and never offers the head office', () => {
    expect(matchingAgencies(agencies, '甲市').map(({ id }) => id)).toEqual(['o', 'a', 'b'])
    expect(matchingAgencies(agencies, '总会')).toEqual([])
  })
})
