import type { ReactElement } from 'react'
import { LinkButton } from '../ui/Button.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { Deadline } from './Deadline.tsx'
import type { Todo } from './todos.ts'
import './home.css'

/** The list of what to do, the first one with the primary button. */
export function TodoList({ todos }: { todos: readonly Todo[] }): ReactElement {
  return (
    <ul className="todos">
      {todos.map(({ key, tone, tag, title, facts, deadline, path, search, action }, index) => (
        <li key={key}>
          <StateTag tone={tone} label={tag} />
          <div>
            {title}
            <small>{facts}</small>
          </div>
          {deadline !== undefined && (
            <span className="todo-deadline">
              <Deadline dueAt={deadline.at} overdue={deadline.overdue} />
            </span>
          )}
          <LinkButton
            to={path}
            search={(search ?? {}) as never}
            kind={index === 0 ? 'primary' : 'plain'}
            aria-label={`${action} ${title}`}
          >
            {action}
          </LinkButton>
        </li>
      ))}
    </ul>
  )
}
