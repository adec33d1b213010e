/** Rows and columns of the keyboard and the alphabet: what fingers walk along. */
const WALKS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  '5tgb',
  '6yhn',
  '7ujm',
  '8ik',
  '9ol',
].flatMap((row) => [row, row.split('').reverse().join('')])

const LEAST_DISTINCT = 5
const LEAST_PIECES = 5

/** Whether a text (lower case) has fewer than 5 different characters, or is fewer than 5 walks and repetitions. */
export function isPredictable(lower: string): boolean {
  const characters = Array.from(lower)
  const steps = characters.slice(1).map((next, at) => `${characters[at]}${next}`)
  const jumps = steps.filter((step) => !WALKS.some((walk) => walk.includes(step)) && !/^(.)\1$/su.test(step))
  return new Set(characters).size < LEAST_DISTINCT || jumps.length + 1 < LEAST_PIECES
}

/** Single letters and pairs of letters say nothing about anybody; two Han characters already are a name. */
function tellsSomething(word: string): boolean {
  return Array.from(word).length >= (/\p{Script=Han}/u.test(word) ? 2 : 3)
}

/** How many characters of a text remain when all these words are taken out, the longest first. */
export function charactersLeft(lower: string, words: readonly string[]): number {
  const known = words.map((word) => word.normalize('NFKC').toLowerCase().trim()).filter(tellsSomething)
  const rest = known.toSorted((a, b) => b.length - a.length).reduce((text, word) => text.replaceAll(word, ''), lower)
  return Array.from(rest).length
}
