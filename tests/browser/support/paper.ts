import { randomInt } from 'node:crypto'
import sharp from 'sharp'

export type Paper = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

const LINE = 24

/** A photo of a printed page like no other, sharp and light enough that no hint is given about it. */
export async function paper(name: string, width = 900, height = 1200): Promise<Paper> {
  const lines = Array.from({ length: Math.floor(height / LINE) }, (_, row) => {
    const [from, long] = [randomInt(width / 5), randomInt(Math.round(width / 3), Math.round(width * 0.7))]
    return `<rect x="${from}" y="${row * LINE}" width="${long}" height="${7 + randomInt(4)}"/>`
  })
  const page = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#f4f1e8"/>${lines.join('')}</svg>`
  return { name, mimeType: 'image/jpeg', buffer: await sharp(Buffer.from(page)).jpeg({ quality: 92 }).toBuffer() }
}
