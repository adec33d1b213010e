import { SHEET_AMOUNTS } from '../../domain/plans/benefit-terms.ts'

/** Facts of a trial as `benefit try` takes them, from the fields of the form; empty fields are left out. */
export function factsOf(form: FormData): object {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const given = (names: readonly string[]) =>
    Object.fromEntries(names.flatMap((name) => (text(name) === '' ? [] : [[name, text(name)]])))
  const amounts = Object.fromEntries(
    Object.entries(given(SHEET_AMOUNTS)).map(([name, value]) => [name, value.replaceAll(',', '')]),
  )
  const sheet = { ...given(['admittedOn', 'dischargedOn', 'hospitalLevel', 'insurance']), ...amounts }
  const number = (name: string) => (text(name) === '' ? {} : { [name]: Number(text(name)) })
  return {
    cover: { ...given(['effectiveOn', 'endsOn', 'continuousSince', 'riskClass']), ...number('shares') },
    claim: {
      ...given(['kind', 'on']),
      diagnosis: { ...given(['grade', 'category']), inSitu: form.get('inSitu') !== null },
      ...number('disabilityGrade'),
    },
    sheets: Object.keys(sheet).length === 0 ? [] : [{ ...sheet, remote: form.get('remote') !== null }],
  }
}
