import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runServer } from '../tests/support/run-server.ts'
import { openBrowser } from '../tests/browser/support/open-browser.ts'
import { milliseconds, type Figure, type Measured, type Verdict } from './support/figure.ts'
import { fillAssociation } from './web/fill-association.ts'
import { measureGrid, measureLists, measurePaint } from './web/measure-pages.ts'
import { signedIn, type Pages } from './web/sign-in.ts'

/** People of the roster whose grid is scrolled. */
const PEOPLE = 20_000
/** Rows of the pool that is ticked. */
const POOL = 100

/** A server and a browser over the prepared association, for as long as `work` takes. */
async function withPages<T>(varFolder: string, work: (pages: Pages) => Promise<T>): Promise<T> {
  const server = await runServer({ varFolder })
  // Cookies of sign-ins need https or localhost.
  const url = server.url.replace('127.0.0.1', 'localhost')
  const browser = await openBrowser()
  try {
    return await work({ browser, url, varFolder })
  } finally {
    await browser.close()
    await server.end('SIGTERM')
  }
}

/** The demo association with a pool of 100 enrolments and a roster of 20,000 people, made once. */
async function prepare(folder: string): Promise<string> {
  const varFolder = join(folder, 'web')
  const done = join(varFolder, 'filled')
  if (existsSync(done)) return varFolder
  rmSync(varFolder, { recursive: true, force: true })
  mkdirSync(varFolder, { recursive: true })
  await withPages(varFolder, async (pages) => {
    await fillAssociation(await signedIn(pages, 'ouyangjun'), { pool: POOL, people: PEOPLE })
  })
  writeFileSync(done, '')
  return varFolder
}

async function ours(varFolder: string): Promise<Record<string, number>> {
  return withPages(varFolder, async (pages) => ({
    ...(await measurePaint(pages)),
    ...(await measureLists(await signedIn(pages, 'gaoyue'))),
    ...(await measureGrid(await signedIn(pages, 'ouyangjun'))),
  }))
}

function judge(measured: Measured): Verdict[] {
  const { extra } = measured.of('ours')
  const of = (name: string) => extra[name] ?? Number.POSITIVE_INFINITY
  const least = (name: string, what: string, most: number): Verdict => ({
    ours: `${milliseconds(of(name))} (${what})`,
    target: `≤ ${milliseconds(most)}`,
    pass: of(name) <= most,
  })
  return [
    least('lcp', 'largest paint of sign-in and home at 4 ×', 1_000),
    least('rows', `${POOL} rows of a pool in sight at 4 ×`, 1_500),
    least('tick', `tick among ${POOL} at 4 ×`, 100),
    least('narrow', `filter over ${POOL} at 4 ×`, 100),
    least('tab', `tab over ${POOL} at 4 ×`, 100),
    least('cell', `cell among ${PEOPLE} at 4 ×`, 100),
    least('filter', `filter over ${PEOPLE} at 4 ×`, 100),
    least('leave', `tab over ${PEOPLE} at 4 ×`, 100),
    {
      ours: `${of('fps').toFixed(0)} fps (scrolling ${PEOPLE} rows at 4 ×)`,
      floor: `${of('floor').toFixed(0)} fps (an empty box)`,
      target: '≥ 50 fps',
      pass: of('fps') >= 50,
    },
  ]
}

export const figures: readonly Figure[] = [{ name: 'web', prepare, contestants: { ours }, judge }]
