import type { ReactElement } from 'react'
import { Button, LinkButton } from '../ui/Button.tsx'
import { words } from '../words/words.ts'

export type PoolActionsProps = {
  readonly number: string
  readonly mine: boolean
  readonly path: string
  readonly onTake: () => void
  readonly onTakeAndOpen: () => void
  readonly onRelease: () => void
}

/** What one may do with a row of a pool: 获取 and 获取并处理, or 处理 and 释放. */
export function PoolActions({ number, mine, path, onTake, onTakeAndOpen, onRelease }: PoolActionsProps): ReactElement {
  const named = (action: string) => `${action} ${number}`
  if (mine) {
    return (
      <>
        <LinkButton to={path} kind="text" aria-label={named(words('pool.open'))}>
          {words('pool.open')}
        </LinkButton>
        <Button kind="text" aria-label={named(words('pool.release'))} onClick={onRelease}>
          {words('pool.release')}
        </Button>
      </>
    )
  }
  return (
    <>
      <Button kind="text" aria-label={named(words('pool.take'))} onClick={onTake}>
        {words('pool.take')}
      </Button>
      <Button kind="text" aria-label={named(words('pool.takeAndOpen'))} onClick={onTakeAndOpen}>
        {words('pool.takeAndOpen')}
      </Button>
    </>
  )
}
