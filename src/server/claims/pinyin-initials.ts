import { pinyin } from 'pinyin-pro'

/** Pinyin initials of a name, small letters and digits only: 2型糖尿病 → 2xtnb. Letters of the name stay as they are. */
export function initialsOf(name: string): string {
  const letters: string[] = pinyin(name.normalize('NFKC'), { pattern: 'first', toneType: 'none', type: 'array' })
  return letters
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}
