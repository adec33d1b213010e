import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { parsePlanVersion } from '../../domain/plans/parse-plan-version.ts'
import { benefitsInWords } from '../../domain/plans/plan-version.ts'
import { sentenceForPlanVersion } from '../../contract/words/plan-problems.ts'
import { CATALOGUE_FOLDER, readCatalogue } from './read-catalogue.ts'

const json = (await readFile(`${CATALOGUE_FOLDER}/comprehensive.json`, 'utf8')).trim()

/** The sentences for the comprehensive plan after one piece of its text was replaced. */
function sentencesAfter(found: string, replacement: string): string {
  expect(json).toContain(found)
  const parsed = parsePlanVersion(JSON.parse(json.replace(found, replacement)), 'comprehensive.json')
  return parsed.ok ? 'nothing is wrong' : sentenceForPlanVersion(parsed.refusal)
}

describe('the catalogue that ships', () => {
  it('has the twelve plans and a cap for each category', async () => {
    const { plans, categoryCaps } = await readCatalogue()
    expect(plans.map(({ plan }) => [plan.code, plan.category])).toEqual([
      ['accident-100', 'accident'],
      ['beijing-allowance', 'inpatient'],
      ['beijing-women', 'women'],
      ['comprehensive', 'inpatient'],
      ['henan-drivers', 'accident'],
      ['hubei-critical', 'critical'],
      ['hubei-inpatient', 'inpatient'],
      ['local-remote-inpatient', 'inpatient'],
      ['nanping-women', 'women'],
      ['ningbo-women', 'women'],
      ['xian-inpatient', 'inpatient'],
      ['yunnan-inpatient', 'inpatient'],
    ])
    expect(categoryCaps.map((cap) => [cap.category, cap.maxShares])).toEqual([
      ['inpatient', 6],
      ['women', 3],
      ['critical', 2],
      ['accident', 3],
    ])
  })

  it('says 示例 in the name of every plan with a figure of our own', async () => {
    const { plans } = await readCatalogue()
    const sampled = plans.filter(({ plan }) => plan.clauses.some((clause) => clause.sample))
    expect(sampled.filter(({ plan }) => !plan.name.includes('示例'))).toEqual([])
    expect(sampled).toHaveLength(9)
  })
})

describe('what a plan grants in words', () => {
  it('is told once, with waiting and limits, in the order of the clauses', async () => {
    const { plans } = await readCatalogue()
    const told = (code: string) => plans.flatMap(({ plan }) => (plan.code === code ? benefitsInWords(plan) : []))
    expect(told('yunnan-inpatient')).toHaveLength(1)
    expect(told('comprehensive').map((text) => text.slice(0, 5))).toEqual([
      '疾病住院：',
      '疾病住院：',
      '疾病住院保',
      '意外住院：',
      '意外住院保',
      '住院津贴：',
      '意外身故：',
    ])
  })
})

describe('a table of lump sums', () => {
  it('may not hide a row behind an earlier one', async () => {
    const file = await readFile(`${CATALOGUE_FOLDER}/beijing-women.json`, 'utf8')
    const hidden = file.replace('"fromDay": 61, "inSitu": true', '"fromDay": 40, "toDay": 50')
    expect(hidden).not.toBe(file)
    const parsed = parsePlanVersion(JSON.parse(hidden), 'beijing-women.json')
    expect(parsed.ok ? '' : sentenceForPlanVersion(parsed.refusal)).toContain('benefits[0].amounts[1].when：')
  })
})

describe('a catalogue file that is wrong', () => {
  it.each([
    ['"category": "inpatient"', '"category": "dental"', 'category', 'not-one-of'],
    ['"new": "100.00"', '"new": 100', 'contributions.ordinary.new', 'amount-given-as-number'],
    ['"rate": "40%"', '"rate": "140%"', 'benefits[0].tiers[0].rate', 'not-a-rate'],
    ['"freeDays": 3', '"freeDay": 3', 'benefits[2].freeDay', 'unknown-field'],
    ['"freeDays": 3,', '', 'benefits[2].freeDays', 'missing'],
    ['"upTo": "20000.00"', '"upTo": "4000.00"', 'benefits[0].tiers[1].upTo', 'tiers-not-ascending'],
    ['{ "rate": "60%" }', '{ "upTo": "90000", "rate": "60%" }', 'benefits[0].tiers[2].upTo', 'last-tier-has-an-end'],
    ['"clause": "第十条"', '"clause": "第九十条"', 'benefits[2].clause', 'clause-unknown'],
    ['"shape": "death"', '"shape": "lottery"', 'benefits[3].shape', 'not-one-of'],
    ['"endedBy": ["accident-death"]', '"endedBy": ["disability"]', 'benefits[3].endedBy[0]', 'kind-not-granted'],
    ['"kind": "accident-inpatient"', '"kind": "illness-inpatient"', 'benefits[1].kind', 'kind-twice'],
    ['"overAgeProofMax": 65', '"overAgeProofMax": 59', 'eligibility', 'ages-not-ascending'],
    ['"code": "comprehensive"', '"code": "other"', 'code', 'file-not-named-by-code'],
    ['"hospitalLevel": "二级"', '"hospitalLevel": "一级"', 'benefits[0].deductible[1].when', 'row-never-reached'],
    ['"hospitalLevel": "二级"', '"hospitalLevel": "一级"', 'benefits[0].deductible', 'row-missing'],
  ])('is refused with file, path and rule: %s → %s', (found, replacement, path, rule) => {
    const sentences = sentencesAfter(found, replacement)
    expect(sentences).toContain(`comprehensive.json ${path}：`)
    expect(sentences).toContain(`（${rule}）`)
  })
})
