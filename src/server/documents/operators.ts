/** Numbers and colours as page contents hold them: pdfkit writes up to 17 digits of each, several times a row. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100 || 0)
}

const known = new Map<string, string>()

/** A colour such as `#1c1b19` or `#000` as three numbers from 0 to 1. */
export function rgb(color: string): string {
  let numbers = known.get(color)
  if (numbers === undefined) {
    const long = color.length === 4 ? color.replace(/[0-9a-f]/gi, '$&$&') : color
    const parts = [1, 3, 5].map((at) => Number.parseInt(long.slice(at, at + 2), 16) / 255)
    numbers = parts.map(short).join(' ')
    known.set(color, numbers)
  }
  return numbers
}
