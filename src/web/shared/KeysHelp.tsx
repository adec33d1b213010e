import type { ReactElement } from 'react'
import { Dialog } from '../ui/Dialog.tsx'
import { words, type PlainKey } from '../words/words.ts'

const keys: readonly (readonly [string, PlainKey])[] = [
  ['Ctrl K', 'shell.key.find'],
  ['/', 'shell.key.search'],
  ['J', 'shell.key.down'],
  ['K', 'shell.key.up'],
  ['Enter', 'shell.key.open'],
  ['G', 'shell.key.take'],
  ['X', 'shell.key.select'],
  ['Esc', 'shell.key.escape'],
  ['?', 'shell.key.help'],
]

/** The keys that work on every list. */
export function KeysHelp({ onClose }: { onClose: () => void }): ReactElement {
  return (
    <Dialog title={words('shell.keys')} onClose={onClose}>
      <dl className="keys">
        {keys.map(([key, label]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <kbd className="key">{key}</kbd>
            </dt>
            <dd>{words(label)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
