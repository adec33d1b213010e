/** What a column shows of a row, as data: rows are drawn without React, since they are drawn as fast as one scrolls. */
export type GridColumn<Row> = {
  readonly key: string
  readonly head: string
  /** Width in rem. */
  readonly width: number
  readonly end?: boolean
  readonly text?: (row: Row) => string | number
  /** Shown in full on hover, for texts that may be longer than the column. */
  readonly title?: (row: Row) => string
  /** The text is a remark, not a value of the row. */
  readonly quiet?: (row: Row) => boolean
  /** The cell is marked red, e.g. where the roster's finding lies. */
  readonly bad?: (row: Row) => boolean
  /** A button instead of text. */
  readonly press?: GridButton<Row>
  /** Makes the cell editable: its text now, and saving it; answers with a sentence where it is refused. */
  readonly edit?: {
    readonly text: (row: Row) => string
    readonly save: (row: Row, text: string, index: number) => Promise<string | undefined>
  }
}

export type GridButton<Row> = {
  readonly text: string
  readonly danger?: boolean
  /** What a screen reader says, e.g. with the person's name; undefined where the row has no such button. */
  readonly name: (row: Row) => string | undefined
  readonly act: (row: Row) => void
}

export type Cell = { readonly row: number; readonly column: number }
