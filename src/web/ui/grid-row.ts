import { words } from '../words/words.ts'
import { classNames } from './class-names.ts'
import type { Cell, GridColumn } from './grid-column.ts'

/** What the rows of a grid have in common at the moment. */
export type GridLook<Row> = {
  readonly columns: readonly GridColumn<Row>[]
  readonly rowBad: ((row: Row) => boolean) | undefined
  readonly current: Cell
  /** The cell being edited, into which the editor's element is put. */
  readonly editing: Cell | undefined
  readonly editor: HTMLElement
  /** In px. */
  readonly rowHeight: number
}

type DrawnCell = {
  readonly element: HTMLElement
  readonly text: Text
  readonly button: HTMLButtonElement | undefined
}

/** A row as elements; made once, it shows one row after the other as one scrolls. */
export type GridRow = { readonly element: HTMLElement; readonly cells: readonly DrawnCell[]; index: number }

function makeCell<Row>({ width, end, edit, press }: GridColumn<Row>): DrawnCell {
  const element = document.createElement('div')
  element.setAttribute('role', 'gridcell')
  element.style.width = `${width}rem`
  element.className = classNames('grid-cell', end && 'number')
  element.tabIndex = -1
  if (edit !== undefined) element.dataset['editable'] = 'true'
  const text = document.createTextNode(press?.text ?? '')
  if (press === undefined) {
    element.append(text)
    return { element, text, button: undefined }
  }
  const button = document.createElement('button')
  button.type = 'button'
  button.className = classNames('button', 'text', press.danger && 'danger')
  button.append(text)
  element.append(button)
  return { element, text, button }
}

export function makeRow<Row>(columns: readonly GridColumn<Row>[]): GridRow {
  const element = document.createElement('div')
  element.setAttribute('role', 'row')
  element.className = 'grid-row'
  element.style.width = `${widthOf(columns)}rem`
  const cells = columns.map(makeCell)
  element.append(...cells.map((cell) => cell.element))
  return { element, cells, index: -1 }
}

/** Rows of columns of the same shape can show each other's rows, whatever the columns' functions are. */
export function shapeOf<Row>(columns: readonly GridColumn<Row>[]): string {
  return columns
    .map(({ key, width, edit, press }) => [key, width, edit !== undefined, press?.text ?? ''].join(' '))
    .join()
}

export function widthOf(columns: readonly { readonly width: number }[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0)
}

/** Writes a row into its elements; what is there already is left alone, for each change costs the browser. */
export function showRow<Row>(drawn: GridRow, index: number, row: Row | undefined, look: GridLook<Row>): void {
  const { element } = drawn
  if (drawn.index !== index) element.setAttribute('aria-rowindex', String(index + 2))
  drawn.index = index
  change(element.style, 'transform', `translateY(${index * look.rowHeight}px)`)
  mark(element, 'data-waiting', row === undefined)
  mark(element, 'data-bad', row !== undefined && look.rowBad?.(row) === true)
  look.columns.forEach((column, at) => {
    const cell = drawn.cells[at]
    const place = placeOf(look, index, at)
    if (cell !== undefined) showCell(cell, column, row, place)
    if (place.open && look.editor.parentElement !== cell?.element) cell?.element.append(look.editor)
  })
}

type Place = { readonly here: boolean; readonly open: boolean }

function placeOf<Row>({ current, editing }: GridLook<Row>, index: number, at: number): Place {
  const is = (cell: Cell | undefined) => cell !== undefined && cell.row === index && cell.column === at
  return { here: is(current), open: is(editing) }
}

function showCell<Row>(cell: DrawnCell, column: GridColumn<Row>, row: Row | undefined, { here, open }: Place): void {
  const { element, button } = cell
  const { end, width, edit, press, quiet, bad } = column
  const reached = here && !open ? 0 : -1
  const pressed = row === undefined ? undefined : press?.name(row)
  // Tab comes to the current cell only: one stop for the grid, not one for every row in sight.
  change(element, 'tabIndex', pressed === undefined ? reached : -1)
  change(element, 'title', edit && here ? words('ui.editHint') : ((row && column.title?.(row)) ?? ''))
  if (button !== undefined) {
    // What was pressed may be gone: its cell keeps the focus, so that arrows go on from there.
    if (pressed === undefined && document.activeElement === button) element.focus()
    change(button, 'tabIndex', reached)
    change(button, 'hidden', pressed === undefined)
    if (pressed !== undefined && pressed !== button.getAttribute('aria-label'))
      button.setAttribute('aria-label', pressed)
    return
  }
  const text = row === undefined || open ? '' : String(column.text?.(row) ?? '')
  change(cell.text, 'data', text)
  const look = row !== undefined && [quiet?.(row) && 'quiet', bad?.(row) && 'bad']
  change(element, 'className', classNames('grid-cell', end && 'number', ...(look || []), isLong(text, width) && 'cut'))
}

/** Sets what is not so yet: even setting the same again makes the browser look at an element anew. */
function change<Key extends string, Value>(target: { [key in Key]: Value }, key: Key, value: Value): void {
  if (target[key] !== value) target[key] = value
}

function mark(element: HTMLElement, name: string, on: boolean): void {
  if (element.hasAttribute(name) !== on) element.toggleAttribute(name, on)
}

/** Body text is 0.875 rem wide a Chinese character and at most 0.6 rem a letter; a cell keeps 0.75 rem free on either side. */
const WIDE_REM = 1
const NARROW_REM = 0.6
const FREE_REM = 1.5

/** Whether a text may not fit: only then it is cut by …, since each box that clips costs a frame of scrolling. */
function isLong(text: string, width: number): boolean {
  let rem = FREE_REM
  for (let at = 0; at < text.length && rem <= width; at++) rem += text.charCodeAt(at) < 256 ? NARROW_REM : WIDE_REM
  return rem > width
}
