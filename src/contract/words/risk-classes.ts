import type { RiskClass } from '../../domain/plans/plan-version.ts'

/** 职业类别 as screens, letters and workbooks word it. */
export const riskClassWords: Readonly<Record<RiskClass, string>> = { ordinary: '普通', 'high-risk': '高危' }
