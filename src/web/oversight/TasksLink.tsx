import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { countTasks } from '../../contract/oversight.ts'
import { useEndpointQuery } from '../shared/use-endpoint.ts'
import { Icon } from '../ui/Icon.tsx'
import { words } from '../words/words.ts'

const EVERY_MS = 30_000

/** 任务中心 in the top bar, with how much runs, is ready, or waits for a decision. */
export function TasksLink(): ReactElement {
  const { data } = useEndpointQuery(countTasks, {}, { every: EVERY_MS })
  const open = data?.open ?? 0
  return (
    <Link
      to="/tasks"
      className="head-button head-tasks"
      // On a telephone the picture stands alone.
      aria-label={open > 0 ? `${words('shell.tasks')} ${open}` : words('shell.tasks')}
      {...(open > 0 && { title: words('shell.tasksRunning', { count: open }) })}
    >
      <Icon name="tasks" />
      <span>{words('shell.tasks')}</span>
      {open > 0 && <span className="badge">{open}</span>}
    </Link>
  )
}
