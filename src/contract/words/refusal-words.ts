/** Facts of a refusal as its sentence prints them; lists come joined by 、. */
export type Facts = Readonly<Record<string, string | number>>

/** One sentence per refusal, made of its facts: what is wrong and what to do. */
export type RefusalWords<Codes extends string = string> = Readonly<Record<Codes, (facts: Facts) => string>>

export type ToldRefusal = { readonly code: string; readonly [fact: string]: string | number }

/** The sentence for a refusal of these words; a code that they do not know is told as such, with the code. */
export function sentenceIn(words: RefusalWords, refusal: ToldRefusal): string {
  const sentence = Object.hasOwn(words, refusal.code) ? words[refusal.code] : undefined
  return sentence ? sentence(refusal) : `操作未被接受（${refusal.code}），请刷新页面后重试`
}
