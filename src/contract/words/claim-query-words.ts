import { maskIdNumber } from '../../domain/shared/id-number.ts'
import { maskName } from '../../domain/shared/person-name.ts'
import type { InputOf } from '../endpoint.ts'
import type { startClaimExport } from '../claim-exports.ts'
import { CLAIM_KIND_NAMES } from './claim-words.ts'
import { CLAIM_STATE_WORDS } from './states.ts'

export type ClaimQuery = Omit<InputOf<typeof startClaimExport>, 'reason'>

export const ARCHIVE_TAB_WORDS: { readonly [T in ClaimQuery['tab']]: string } = {
  closed: '结案',
  open: '进行中',
  all: '全部',
}

/** What was queried, in words; who was looked for stays masked. The plan is named, whose code stands for one that is gone. */
export function claimQueryWords(query: ClaimQuery, planName: string | undefined): string {
  const { tab, number, name, idNumber, agencyName, unitName, state, kind, planCode, from, to } = query
  const conditions = [
    ARCHIVE_TAB_WORDS[tab],
    number && `案件号含 ${number}`,
    name && `出险人 ${maskName(name)}`,
    idNumber && `证件号码 ${maskIdNumber(idNumber)}`,
    agencyName && `所属机构含 ${agencyName}`,
    unitName && `参保单位含 ${unitName}`,
    state && `案件状态 ${CLAIM_STATE_WORDS[state]}`,
    kind && `申领类型 ${CLAIM_KIND_NAMES[kind]}`,
    planCode && `保障活动 ${planName ?? planCode}`,
    (from ?? to) && `受理日期 ${from ?? '不限'} 至 ${to ?? '不限'}`,
  ]
  return conditions.filter((condition) => condition !== undefined && condition !== '').join('；')
}
