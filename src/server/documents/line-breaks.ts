/** Marks that may not begin a line, and marks that may not end one (GB/T 15834). */
const NOT_FIRST = /^[，。、；：？！）》」』”’】〉…—·%‰℃,.;:?!)\]}]/u
const NOT_LAST = /[（《「『“‘【〈([{]$/u
/** What stays together: a word or number of Latin script with its marks, or one other character. */
const PIECES = /[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}.,:/+'’_@#&=?%-]*|\s+|./gsu

/**
 * Breaks a text into lines of at most `width`, the first one shorter by `indent`, as Chinese is set: after any
 * character, except that closing marks stay with what they close. A word wider than the line is broken anywhere;
 * nothing is ever left out.
 */
export function breakLines(text: string, width: number, widthOf: (text: string) => number, indent = 0): string[] {
  const lines: string[] = []
  const room = () => (lines.length === 0 ? width - indent : width)
  let line = ''
  for (const piece of piecesOf(text)) {
    if (line === '') line = piece.trimStart()
    else if (widthOf(line + piece) <= room()) line += piece
    else {
      lines.push(line.trimEnd())
      line = piece.trimStart()
    }
    if (widthOf(line) <= room()) continue
    const { full, rest } = breakWord(line, room(), widthOf)
    lines.push(...full)
    line = rest
  }
  return line.trimEnd() === '' ? lines : [...lines, line.trimEnd()]
}

/** Pieces between which a line may break. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (const piece of text.match(PIECES) ?? []) {
    const last = pieces.at(-1)
    const joined = last !== undefined && (NOT_FIRST.test(piece) || NOT_LAST.test(last))
    if (joined) pieces[pieces.length - 1] = last + piece
    else pieces.push(piece)
  }
  return pieces
}

function breakWord(word: string, width: number, widthOf: (text: string) => number) {
  const full: string[] = []
  let rest = ''
  for (const character of word) {
    if (rest !== '' && widthOf(rest + character) > width) {
      full.push(rest)
      rest = ''
    }
    rest += character
  }
  return { full, rest }
}
