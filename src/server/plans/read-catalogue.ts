import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCategoryCaps, parsePlanVersion } from '../../domain/plans/parse-plan-version.ts'
import type { CategoryCap, PlanVersion } from '../../domain/plans/plan-version.ts'
import { sentenceForPlanVersion } from '../../contract/words/plan-problems.ts'

/** A plan version with the JSON that it was read from, which is what the database keeps. */
export type CatalogueEntry = { readonly plan: PlanVersion; readonly json: unknown }
export type Catalogue = { readonly plans: readonly CatalogueEntry[]; readonly categoryCaps: readonly CategoryCap[] }

const CATEGORIES = 'categories.json'
/** Files of the folder that are no plan versions. */
const OTHERS: readonly string[] = [CATEGORIES, 'materials.json']

/** The catalogue of this installation: the folder that ships with the product. */
export const CATALOGUE_FOLDER = join(import.meta.dirname, '../../../catalogue')

/** Files of the catalogue that are not plan versions; the error's message names file, path and rule, a line each. */
export class CatalogueMalformed extends Error {
  override readonly name = 'CatalogueMalformed'
}

/** The JSON of one file of a catalogue folder. */
export async function readCatalogueFile(folder: string, file: string): Promise<unknown> {
  const text = await readFile(join(folder, file), 'utf8')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CatalogueMalformed(`${file}: ${String(cause)}`, { cause })
  }
}

async function readPlan(folder: string, file: string): Promise<CatalogueEntry> {
  const json = await readCatalogueFile(folder, file)
  const parsed = parsePlanVersion(json, file)
  if (!parsed.ok) throw new CatalogueMalformed(sentenceForPlanVersion(parsed.refusal))
  return { plan: parsed.value, json }
}

/** Every plan version and the category caps of a catalogue folder, in the order of the plans' codes. */
export async function readCatalogue(folder: string = CATALOGUE_FOLDER): Promise<Catalogue> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json') && !OTHERS.includes(file)).sort()
  const plans = await Promise.all(files.map((file) => readPlan(folder, file)))
  const caps = parseCategoryCaps(await readCatalogueFile(folder, CATEGORIES), CATEGORIES)
  if (!caps.ok) throw new CatalogueMalformed(sentenceForPlanVersion(caps.refusal))
  return { plans, categoryCaps: caps.value }
}
