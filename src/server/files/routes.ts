import { uploadSeal as uploadSealRoute } from '../../contract/organisations.ts'
import { serveFile } from '../http/mount-file.ts'
import type { Routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { uploadSeal } from './upload-seal.ts'

export function fileRoutes(services: Services): Routes {
  return { endpoints: [], files: [serveFile(uploadSealRoute, (call, input) => uploadSeal(call, services, input))] }
}
