import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { programFolder } from '../../../src/server/config.ts'

const packageFolder = (name: string) => join(programFolder, 'node_modules', name)
const archives = ['chromium.br', 'swiftshader.tar.br', 'al2023.tar.br']

export type ChromiumFiles = { readonly executable: string; readonly environment: Record<string, string> }

/** The browser from npm, unpacked once per version, with the libraries and Chinese fonts that a bare system lacks. */
export async function chromiumFiles(): Promise<ChromiumFiles> {
  const source = packageFolder('@sparticuz/chromium')
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { version: string }
  const folder = join(programFolder, 'build', `chromium-${version}`)
  if (!existsSync(folder)) await unpack(source, folder)
  return {
    executable: join(folder, 'chromium'),
    environment: {
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      HOME: folder,
    },
  }
}

async function unpack(source: string, folder: string): Promise<void> {
  const making = `${folder}.${process.pid}`
  await mkdir(making, { recursive: true })
  // The package unpacks into the temporary folder only, under names that any user of the machine could have taken.
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = making
  try {
    const { inflate } = await import('@sparticuz/chromium')
    for (const archive of archives) await inflate(join(source, 'bin', archive))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  await writeFile(join(making, 'fonts.conf'), fontSettings(folder))
  // Another test process may have been faster.
  await rename(making, folder).catch(() => rm(making, { recursive: true }))
}

/** Only our own fonts, so that pages look and wrap the same on every machine. */
function fontSettings(folder: string): string {
  const fonts = packageFolder('@expo-google-fonts/noto-sans-sc')
  const dirs = ['400Regular', '500Medium', '700Bold'].map((weight) => `<dir>${escaped(join(fonts, weight))}</dir>`)
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>${dirs.join('')}<cachedir>${escaped(join(folder, 'font-cache'))}</cachedir></fontconfig>
`
}

function escaped(path: string): string {
  return path.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
