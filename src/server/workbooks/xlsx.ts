import { posix } from 'node:path'
import {
  damaged,
  unreadable,
  type RowInPlace,
  type Sheet,
  type SheetRow,
  type Workbook,
  type WorkbookLimits,
} from './cells.ts'
import { openContainer, type Container } from './container.ts'
import { createSharedStringsScanner, NO_SHARED_STRINGS, type SharedStrings } from './shared-strings.ts'
import { createSheetScanner } from './sheet-scanner.ts'
import { createXmlScanner, eachAttribute, type XmlHandler } from './xml-scanner.ts'
import { decodeEntities, decodeText } from './xml-text.ts'

/** Opens an .xlsx workbook: its parts are found and named, sheets are read when their rows are asked for. */
export async function openXlsx(bytes: Buffer, limits: WorkbookLimits): Promise<Workbook> {
  const container = await openContainer(bytes, limits)
  const top = await relationsOf(container, '')
  const book = top.find((relation) => relation.type === 'officeDocument')?.target
  if (book === undefined) throw damaged('_rels/.rels')
  const relations = await relationsOf(container, book)
  const elements = await elementsOf(container, book)
  const strings = relations.find((relation) => relation.type === 'sharedStrings')?.target
  const shared = remembered(() => readSharedStrings(container, strings, limits))
  const sheets = elements.flatMap((element) => {
    if (element.name !== 'sheet') return []
    const relation = relations.find(({ id }) => id === element.attributes.get('id'))
    if (relation?.type !== 'worksheet') return []
    return [sheetOf(container, relation.target, element.attributes, shared, limits)]
  })
  if (sheets.length === 0) throw unreadable({ code: 'no-sheet' })
  const from1904 = elements.some(({ name, attributes }) => name === 'workbookPr' && isTrue(attributes.get('date1904')))
  return { sheets, properties: await propertiesOf(container, top), from1904 }
}

/** Bytes read at a time: few enough that rows made of them die young; fewer at first, for a look at the header only. */
const PIECE = 131_072
const FIRST_PIECE = 16_384

function piecesOf(chunk: Buffer, first: boolean): Buffer[] {
  const pieces: Buffer[] = []
  let end = 0
  for (let at = 0; at < chunk.length; at = end) {
    end = first && at === 0 ? FIRST_PIECE : at + PIECE
    pieces.push(chunk.subarray(at, end))
  }
  return pieces
}

function sheetOf(
  container: Container,
  part: string,
  attributes: ReadonlyMap<string, string>,
  shared: () => Promise<SharedStrings>,
  limits: WorkbookLimits,
): Sheet {
  let merges: Sheet['merges'] = []
  let bytesRead = 0
  async function* scan(take: (row: RowInPlace) => void): AsyncGenerator<void, void> {
    const scanner = createSheetScanner({ shared: await shared(), limits, part, take })
    bytesRead = 0
    for await (const chunk of container.chunks(part)) {
      for (const piece of piecesOf(chunk, bytesRead === 0)) {
        bytesRead += piece.length
        scanner.push(piece)
        yield
      }
    }
    scanner.rest()
    yield
    scanner.end()
    merges = scanner.merges
  }
  async function* rows(): AsyncGenerator<SheetRow[], void> {
    let batch: SheetRow[] = []
    for await (const _ of scan((place) => batch.push({ row: place.row, cells: place.cells() }))) {
      yield batch
      batch = []
    }
  }
  return {
    name: attributes.get('name') ?? '',
    visible: (attributes.get('state') ?? 'visible') === 'visible',
    rows,
    scan,
    get merges() {
      return merges
    },
    get share() {
      return Math.min(1, bytesRead / Math.max(1, container.size(part)))
    },
  }
}

async function readSharedStrings(
  container: Container,
  part: string | undefined,
  limits: WorkbookLimits,
): Promise<SharedStrings> {
  if (part === undefined || !container.has(part)) return NO_SHARED_STRINGS
  const scanner = createSharedStringsScanner(limits, part, container.size(part))
  for await (const chunk of container.chunks(part)) scanner.push(chunk)
  return scanner.strings()
}

function remembered<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

type Relation = { readonly id: string; readonly type: string; readonly target: string }

/** What a part points to within the archive; the type is the last word of its address. */
async function relationsOf(container: Container, part: string): Promise<Relation[]> {
  const folder = posix.dirname(part)
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  if (!container.has(name)) return []
  const elements = await elementsOf(container, name)
  return elements.flatMap(({ name: element, attributes }) => {
    if (element !== 'Relationship' || attributes.get('TargetMode') === 'External') return []
    const target = attributes.get('Target') ?? ''
    const resolved = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
    const type = (attributes.get('Type') ?? '').split('/').at(-1) ?? ''
    return [{ id: attributes.get('Id') ?? '', type, target: resolved }]
  })
}

/** Custom properties, such as the batch that a failed-rows workbook carries. */
async function propertiesOf(container: Container, top: readonly Relation[]): Promise<ReadonlyMap<string, string>> {
  const part = top.find((relation) => /^custom-?properties$/i.test(relation.type))?.target
  const properties = new Map<string, string>()
  if (part === undefined || !container.has(part)) return properties
  const elements = await elementsOf(container, part)
  elements.forEach(({ name: element, attributes }, index) => {
    const [name, value] = [attributes.get('name'), elements[index + 1]]
    if (element === 'property' && name !== undefined && value?.name === 'lpwstr') properties.set(name, value.text)
  })
  return properties
}

/** `text` is what stands between its opening tag and the next tag. */
type Element = { readonly name: string; readonly attributes: ReadonlyMap<string, string>; text: string }

/** All elements of a small part in their order, names without prefixes. */
async function elementsOf(container: Container, part: string): Promise<Element[]> {
  const elements: Element[] = []
  let opened: Element | undefined
  const handler: XmlHandler = {
    open(bytes, nameStart, nameEnd, tagEnd) {
      const name = bytes.toString('utf8', nameStart, nameEnd)
      opened = { name, attributes: attributesOf(bytes, nameEnd, tagEnd, part), text: '' }
      elements.push(opened)
    },
    text(bytes, start, end, flags) {
      if (opened) opened.text += decodeText(bytes, start, end, flags, part)
    },
    close: () => void (opened = undefined),
  }
  const scanner = createXmlScanner(handler, part)
  scanner.push(await container.bytes(part))
  scanner.end()
  return elements
}

function attributesOf(bytes: Buffer, from: number, to: number, part: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  eachAttribute(bytes, from, to, (nameStart, nameEnd, valueStart, valueEnd) => {
    const name = bytes.toString('utf8', nameStart, nameEnd)
    const value = bytes.toString('utf8', valueStart, valueEnd)
    attributes.set(name.slice(name.indexOf(':') + 1), decodeEntities(value, part))
  })
  return attributes
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}
