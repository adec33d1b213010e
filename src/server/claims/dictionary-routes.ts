import * as contract from '../../contract/dictionaries.ts'
import { serveFile } from '../http/mount-file.ts'
import { serve } from '../http/mount.ts'
import type { Routes } from '../routes.ts'
import { findBanks, findDiagnoses, findHospitals, listDictionary } from './dictionary-lists.ts'
import { receiveDictionary } from './import-dictionary.ts'

export function dictionaryRoutes(): Routes {
  return {
    endpoints: [
      serve(contract.findDiagnosis, findDiagnoses),
      serve(contract.findHospital, findHospitals),
      serve(contract.findBank, findBanks),
      serve(contract.listDictionary, listDictionary),
    ],
    files: [serveFile(contract.importDictionary, receiveDictionary)],
  }
}
