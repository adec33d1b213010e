import { createRequire } from 'node:module'

/** Weights of Noto Serif that letters use. */
export type Weight = 'regular' | 'bold'

const FILES: Readonly<Record<Weight, string>> = { regular: '400Regular', bold: '600SemiBold' }
/** Asked in this order for each character: Simplified first, then what only the Japanese or Taiwanese cut has. */
const CUTS = ['SC', 'JP', 'TC'] as const

const require = createRequire(import.meta.url)

/** Paths of the font files for a weight, in the order in which a character is looked for. */
export function facesOf(weight: Weight): string[] {
  const folder = FILES[weight]
  return CUTS.map((cut) =>
    require.resolve(`@expo-google-fonts/noto-serif-${cut.toLowerCase()}/${folder}/NotoSerif${cut}_${folder}.ttf`),
  )
}
