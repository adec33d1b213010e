import { CLAIM_KINDS } from '../plans/claim-kind.ts'
import {
  checked,
  flag,
  list,
  object,
  oneOf,
  optional,
  text,
  wholeNumber,
  withDefault,
  yuan,
  type JsonProblem,
} from '../shared/checked-json.ts'
import { accept, refuse, type Decision } from '../shared/decision.ts'
import { ID_KINDS } from '../shared/id-kind.ts'
import type { Material, MaterialCondition, MaterialList } from './materials.ts'

/** A list of materials whose shape is right but which contradicts itself, or the plans, at `path`. */
export type MaterialFault = { readonly path: string; readonly rule: MaterialRule; readonly expected?: string }
export type MaterialRule =
  | 'code-malformed'
  | 'material-twice'
  | 'min-above-max'
  | 'never-asked-for'
  | 'plan-unknown'
  | 'condition-names-nothing'
  | 'kind-requires-nothing'

export type MaterialProblem = JsonProblem | MaterialFault
export type MaterialsRefused = {
  readonly code: 'materials-malformed'
  readonly file: string
  readonly problems: readonly MaterialProblem[]
}

/** More images of one material than anybody looks at. */
const MOST_IMAGES = 50

const condition = object<MaterialCondition>({
  kinds: optional(list(oneOf(CLAIM_KINDS))),
  plans: optional(list(text)),
  idKinds: optional(list(oneOf(ID_KINDS))),
  payeeIsOther: optional(flag),
  remote: optional(flag),
  amountAtLeast: optional(yuan),
})

const materialList = list(
  object<Material>({
    code: text,
    name: text,
    photograph: text,
    min: wholeNumber(1, MOST_IMAGES),
    max: wholeNumber(1, MOST_IMAGES),
    required: withDefault(list(condition), []),
    optional: withDefault(list(condition), []),
    showsBankCard: withDefault(flag, false),
    provesPayee: withDefault(flag, false),
  }),
)

function conditionFaults(
  { kinds, plans, idKinds }: MaterialCondition,
  path: string,
  knownPlans: readonly string[],
): readonly MaterialFault[] {
  const empty = Object.entries({ kinds, plans, idKinds }).filter(([, named]) => named?.length === 0)
  return [
    ...empty.map(([name]) => ({ path: `${path}.${name}`, rule: 'condition-names-nothing' }) as const),
    ...(plans ?? []).flatMap((plan, at): MaterialFault[] =>
      knownPlans.includes(plan)
        ? []
        : [{ path: `${path}.plans[${at}]`, rule: 'plan-unknown', expected: knownPlans.join(' | ') }],
    ),
  ]
}

function materialFaults(
  material: Material,
  at: number,
  codes: readonly string[],
  plans: readonly string[],
): readonly MaterialFault[] {
  const { code, min, max, required, optional } = material
  const path = `[${at}]`
  return [
    ...(/^[a-z]+(?:-[a-z]+)*$/.test(code) ? [] : [{ path: `${path}.code`, rule: 'code-malformed' } as const]),
    ...(codes.indexOf(code) === at ? [] : [{ path: `${path}.code`, rule: 'material-twice' } as const]),
    ...(min <= max ? [] : [{ path: `${path}.min`, rule: 'min-above-max', expected: String(max) } as const]),
    ...(required.length + optional.length > 0 ? [] : [{ path, rule: 'never-asked-for' } as const]),
    ...required.flatMap((one, nth) => conditionFaults(one, `${path}.required[${nth}]`, plans)),
    ...optional.flatMap((one, nth) => conditionFaults(one, `${path}.optional[${nth}]`, plans)),
  ]
}

/** Every kind of claim for which nothing would have to be shown, whoever claims. */
function bareKinds(materials: MaterialList): readonly MaterialFault[] {
  const required = materials.flatMap((material) => material.required)
  return CLAIM_KINDS.filter((kind) => !required.some(({ kinds }) => kinds?.includes(kind) ?? true)).map((expected) => ({
    path: '',
    rule: 'kind-requires-nothing',
    expected,
  }))
}

/** The list of materials from the catalogue's JSON, or every problem with its path and the rule that it breaks. */
export function parseMaterials(
  json: unknown,
  fileName: string,
  plans: readonly string[],
): Decision<MaterialList, MaterialsRefused> {
  const shape = checked(materialList, json)
  if (!shape.ok) return refuse({ code: 'materials-malformed', file: fileName, problems: shape.refusal.problems })
  const codes = shape.value.map(({ code }) => code)
  const problems = [
    ...shape.value.flatMap((material, at) => materialFaults(material, at, codes, plans)),
    ...bareKinds(shape.value),
  ]
  return problems.length === 0 ? accept(shape.value) : refuse({ code: 'materials-malformed', file: fileName, problems })
}
