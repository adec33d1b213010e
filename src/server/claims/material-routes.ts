import * as contract from '../../contract/claim-materials.ts'
import type { ClaimId } from '../../domain/shared/ids.ts'
import { serveFile } from '../http/mount-file.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { arrangeMaterials } from './arrange-materials.ts'
import { completeMaterials } from './complete-materials.ts'
import { saveMaterialAccount } from './material-account.ts'
import { listMaterialSlots } from './material-slots.ts'
import { removeMaterial, restoreMaterial } from './remove-material.ts'
import { rotateMaterial } from './rotate-material.ts'
import { materialUploader } from './upload-material.ts'
import { materialViewer, thumbnailShower } from './view-material.ts'

/** 材料上传 */
export function claimMaterialRoutes(services: Services): Required<Routes> {
  return {
    endpoints: [
      serve(contract.listMaterialSlots, (tx, { id }) => listMaterialSlots(tx, services, id as ClaimId)),
      serve(contract.removeMaterial, removeMaterial),
      serve(contract.restoreMaterial, (tx, input) => restoreMaterial(tx, services, input)),
      serve(contract.rotateMaterial, rotateMaterial),
      serve(contract.arrangeMaterials, (tx, input) => arrangeMaterials(tx, services, input)),
      serve(contract.saveMaterialAccount, (tx, input) => saveMaterialAccount(tx, services, input)),
      serve(contract.completeMaterials, (tx, input) => completeMaterials(tx, services, input)),
    ],
    files: [
      serveFile(contract.uploadMaterial, materialUploader(services)),
      serveFile(contract.viewMaterial, materialViewer(services)),
      serveFile(contract.showThumbnail, thumbnailShower(services)),
    ],
  }
}
