import type { RefusalWords } from './refusals.ts'

export const organisationRefusals = {
  'organisation-full': () => '该机构下已没有可用位置，请在上级新建下级机构后再试',
} satisfies RefusalWords
