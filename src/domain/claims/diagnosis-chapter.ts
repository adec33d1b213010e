/** A chapter (章) of the classification of diseases: its first and last three-character category. */
export type DiagnosisChapter = { readonly from: string; readonly to: string; readonly name: string }

/** The chapter that a code belongs to; codes of other classifications have none. */
export function chapterOf(chapters: readonly DiagnosisChapter[], code: string): DiagnosisChapter | undefined {
  const category = code.slice(0, 3).toUpperCase()
  if (!/^[A-Z]\d\d$/.test(category)) return undefined
  return chapters.find(({ from, to }) => category >= from && category <= to)
}
