import type { ReactElement } from 'react'
import { Button, LinkButton } from '../ui/Button.tsx'
import { words } from '../words/words.ts'

export type PoolActionsProps = {
  readonly number: string
  readonly tab: 'waiting' | 'mine' | 'held'
  readonly address: { readonly to: string; readonly search: never }
  readonly onTake: () => void
  readonly onTakeAndOpen: () => void
  readonly onRelease: () => void
}

/** What one may do with a row of a pool: 获取 and 获取并处理, 处理 and 释放, or 查看 where somebody else works on it. */
export function PoolActions({
  number,
  tab,
  address,
  onTake,
  onTakeAndOpen,
  onRelease,
}: PoolActionsProps): ReactElement {
  const named = (action: string) => `${action} ${number}`
  if (tab === 'held') {
    return (
      <LinkButton {...address} kind="text" aria-label={named(words('pool.look'))}>
        {words('pool.look')}
      </LinkButton>
    )
  }
  if (tab === 'mine') {
    return (
      <>
        <LinkButton {...address} kind="text" aria-label={named(words('pool.open'))}>
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
