// One letter with a 20,000-person annex, in a fresh process: what the product does when a letter is issued.
import sharp from 'sharp'
import { renderLetter } from '../../src/server/documents/render-letter.ts'
import { sampleLetter } from './sample.ts'

const letter = sampleLetter(20_000)
const red = { width: 700, height: 700, channels: 4, background: { r: 200, g: 16, b: 46, alpha: 0.5 } } as const
const seal = await sharp({ create: red }).png().toBuffer()
const before = process.cpuUsage()
const { pages, size } = await renderLetter(letter, seal)
const { user, system } = process.cpuUsage(before)
const peak = process.resourceUsage().maxRSS * 1024
console.log(JSON.stringify({ cpuSeconds: (user + system) / 1e6, peakBytes: peak, fileBytes: size, pages }))
