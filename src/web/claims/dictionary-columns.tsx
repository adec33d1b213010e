import type { listDictionary } from '../../contract/dictionaries.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { Column } from '../ui/DataTable.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { words } from '../words/words.ts'
import type { DictionaryTab } from './dictionary-routes.ts'

export type DictionaryRow = OutputOf<typeof listDictionary>['rows'][number]

function stateOf({ retired }: DictionaryRow) {
  return retired ? (
    <StateTag tone="ended" label={words('dictionaries.retired')} />
  ) : (
    <StateTag tone="done" label={words('dictionaries.used')} />
  )
}

const MORE: { readonly [K in DictionaryTab]: () => readonly Column<DictionaryRow>[] } = {
  diagnoses: () => [
    { key: 'chapter', head: words('dictionaries.chapter'), render: ({ chapter }) => chapter, most: 18 },
    { key: 'codeSystem', head: words('dictionaries.codeSystem'), render: ({ codeSystem }) => codeSystem },
  ],
  hospitals: () => [
    {
      key: 'level',
      head: words('dictionaries.level'),
      render: ({ level }) => level ?? words('dictionaries.levelNone'),
    },
    { key: 'region', head: words('dictionaries.region'), render: ({ region }) => region, most: 14 },
  ],
  banks: () => [],
}

/** The columns of one dictionary. */
export function dictionaryColumns(kind: DictionaryTab): readonly Column<DictionaryRow>[] {
  return [
    { key: 'code', head: words('dictionaries.code'), render: ({ code }) => code },
    { key: 'state', head: words('dictionaries.state'), render: stateOf },
    {
      key: 'name',
      head: words('dictionaries.name'),
      render: ({ name }) => <span title={name}>{name}</span>,
      most: 26,
    },
    ...MORE[kind](),
    { key: 'initials', head: words('dictionaries.initials'), render: ({ initials }) => initials, most: 12 },
  ]
}
