import '../words/zh/units.ts'
import { useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { holdsAny, useSession } from '../accounts/session.ts'
import { oneOf } from '../shared/list-search.ts'
import { CHANGE_STATES } from './change-states.ts'
import { ChangeList } from './ChangeList.tsx'
import { ChangePool } from './ChangePool.tsx'
import './units.css'

/** 变更审核: what units ask for, before and after; the pool for reviewers, and the list of what was decided. */
export function ChangesPage(): ReactElement {
  const { state } = useSearch({ from: '/inside/unit-changes' })
  const reviews = holdsAny(useSession(), ['change-review'])
  return reviews && oneOf(CHANGE_STATES, state) === undefined ? <ChangePool /> : <ChangeList />
}
