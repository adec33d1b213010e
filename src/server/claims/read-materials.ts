import type { MaterialList } from '../../domain/claims/materials.ts'
import { parseMaterials } from '../../domain/claims/parse-materials.ts'
import { sentenceForMaterials } from '../../contract/words/material-problems.ts'
import { CATALOGUE_FOLDER, CatalogueMalformed, readCatalogue, readCatalogueFile } from '../plans/read-catalogue.ts'

const FILE = 'materials.json'

/** The materials of a catalogue folder, checked against its plans. */
export async function readMaterials(folder: string = CATALOGUE_FOLDER): Promise<MaterialList> {
  const { plans } = await readCatalogue(folder)
  const codes = plans.map(({ plan }) => plan.code)
  const parsed = parseMaterials(await readCatalogueFile(folder, FILE), FILE, codes)
  if (!parsed.ok) throw new CatalogueMalformed(sentenceForMaterials(parsed.refusal))
  return parsed.value
}

let inUse: Promise<MaterialList> | undefined

/** The materials of this installation, read once; the start reads them first, so that a wrong file stops it. */
export function getMaterials(): Promise<MaterialList> {
  inUse ??= readMaterials()
  return inUse
}
