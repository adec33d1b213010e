import { LIMITS, unreadable, type Workbook, type WorkbookLimits } from './cells.ts'
import { openXlsx } from './xlsx.ts'

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04])
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
/** Name of the stream that holds an encrypted .xlsx, as a compound file writes it. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')

/**
 * Opens a workbook by its name's ending and its first bytes, which must agree. Runs in a worker only: a hostile file may
 * take all the time and memory it is given. Throws `UnreadableWorkbook` with the refusal.
 */
export async function openWorkbook(
  bytes: Buffer,
  fileName: string,
  limits: WorkbookLimits = LIMITS,
): Promise<Workbook> {
  if (bytes.length > limits.fileBytes) throw unreadable({ code: 'file-too-large', most: limits.fileBytes })
  if (bytes.length === 0) throw unreadable({ code: 'file-empty' })
  const compound = startsWith(bytes, COMPOUND)
  switch (fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase()) {
    case 'xlsx':
      if (compound && bytes.includes(ENCRYPTED)) throw unreadable({ code: 'password-protected' })
      if (startsWith(bytes, ZIP)) return openXlsx(bytes, limits)
      break
    case 'xls':
      // Loaded only when needed, as is the reader of .csv: the libraries are large.
      if (compound) return (await import('./xls.ts')).openXls(bytes, limits)
      break
    case 'csv':
      if (!compound && !startsWith(bytes, ZIP)) return (await import('./csv.ts')).openCsv(bytes, limits)
      break
    default:
      throw unreadable({ code: 'file-kind-not-taken' })
  }
  throw unreadable({ code: 'file-is-not-what-its-name-says' })
}

function startsWith(bytes: Buffer, magic: Buffer): boolean {
  return bytes.subarray(0, magic.length).equals(magic)
}
