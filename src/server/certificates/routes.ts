import * as contract from '../../contract/certificates.ts'
import type { CertificateId } from '../../domain/shared/ids.ts'
import { serveFile } from '../http/mount-file.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { getCertificate, listCertificates, verifyCertificate } from './certificate-lists.ts'
import { downloadInsured, downloadLetter } from './download-letter.ts'
import { listInsured } from './insured-lists.ts'
import { viewLetterPage } from './view-letter-page.ts'
import { confirmRoster, refreshCertificate } from './refresh-certificate.ts'

export function certificateRoutes(services: Services): Routes {
  const { crypto } = services
  return {
    endpoints: [
      serve(contract.listCertificates, (tx, input) => listCertificates(tx, input)),
      serve(contract.getCertificate, (tx, { id }) => getCertificate(tx, id)),
      serve(contract.listInsured, (tx, input) => listInsured(tx, crypto, input)),
      serve(contract.confirmRoster, (tx, { id, version, codePointsAccepted = false }) =>
        confirmRoster(tx, id as CertificateId, version, codePointsAccepted),
      ),
      serve(contract.refreshCertificate, (tx, { id, version }) =>
        refreshCertificate(tx, services, id as CertificateId, version),
      ),
      serve(contract.verifyCertificate, (tx, input) => verifyCertificate(tx, input)),
    ],
    files: [
      serveFile(contract.downloadLetter, (call, input) => downloadLetter(call, services, input)),
      serveFile(contract.viewLetterPage, (call, input) => viewLetterPage(call, services, input)),
      serveFile(contract.downloadInsured, (call, input) => downloadInsured(call, services, input)),
    ],
  }
}
