import * as z from 'zod/mini'
import { IMAGE_HINTS } from '../domain/claims/image-hints.ts'
import { MAX_UPLOAD_BYTES } from '../domain/files/upload-rules.ts'
import { endpoint, fileRoute } from './endpoint.ts'
import { count, optionalLine, timestamp, uuid } from './primitives.ts'

/** Who enters cases: a unit's handlers, and the office's clerks. */
const ENTERING = ['unit-handler', 'claim-entry'] as const
/** Who may look at medical documents at all; of which case is judged by state, hold and desk. */
const LOOKING = [...ENTERING, 'claim-first-review', 'claim-second-review', 'claim-approval', 'audit'] as const

/** Code of a material as the catalogue has it, or `unsorted` for what nobody has put into a slot yet. */
export const materialKind = z.string().check(z.regex(/^[a-z]+(?:-[a-z]+){0,9}$/), z.maxLength(60))

/** An image of a case. */
const materialImage = z.strictObject({
  id: uuid,
  kind: z.string(),
  position: count,
  name: z.string(),
  width: count,
  height: count,
  size: count,
  /** What it looks like to a glance, where it should be taken again. */
  hints: z.array(z.enum(IMAGE_HINTS)),
  addedAt: timestamp,
  /** Numbers of the cases of the same event that show the same image. */
  sharedWith: z.array(z.string()),
  /** Key of the upload that brought it: who lost the line sees here what arrived. */
  attempt: z.nullable(uuid),
  /** The image in whose place it came. */
  replaces: z.nullable(uuid),
})

const slot = z.strictObject({
  kind: z.string(),
  name: z.string(),
  /** What to photograph, in a sentence. */
  sentence: z.string(),
  min: count,
  max: count,
  required: z.boolean(),
  showsBankCard: z.boolean(),
  have: count,
  /** How many images it still lacks. */
  missing: count,
  images: z.array(materialImage),
})

const done = z.strictObject({ done: z.literal(true) })
const added = z.strictObject({ id: uuid, kind: z.string() })

/** 材料上传: what the case asks for, what is there, and what is missing. */
export const listMaterialSlots = endpoint({
  name: 'claim-materials.slots',
  kind: 'query',
  method: 'GET',
  path: '/api/claims/:id/materials',
  summary: 'Slots of a case with their images, in the order of the catalogue; images without a slot; what is missing',
  access: LOOKING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({
    slots: z.array(slot),
    /** Images that belong to no slot, or no longer to any that the case asks for. */
    unsorted: z.array(materialImage),
    missing: count,
    /** Why the caller cannot change them now; null where they can. */
    locked: z.nullable(z.enum(['state', 'desk', 'not-taken', 'held-by-other'])),
  }),
})

export const uploadMaterial = fileRoute({
  name: 'claim-materials.upload',
  kind: 'upload',
  method: 'POST',
  path: '/api/claims/:id/materials/upload/:kind',
  summary: 'Adds one image (png, jpg, jpeg) to a slot or, with `replaces`, puts it in the place of another',
  access: ENTERING,
  scope: 'subtree',
  rate: { per: 'account', count: 300, minutes: 5 },
  limit: MAX_UPLOAD_BYTES,
  input: z.strictObject({ id: uuid, kind: materialKind, replaces: z.optional(uuid) }),
  output: added,
})

export const removeMaterial = endpoint({
  name: 'claim-materials.remove',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/:id/materials/:materialId/remove',
  summary: 'Takes an image away from this case, or with `everywhere` from all cases of the event that show it',
  access: ENTERING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid, materialId: uuid, everywhere: z.optional(z.boolean()) }),
  output: done,
})

export const restoreMaterial = endpoint({
  name: 'claim-materials.restore',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/:id/materials/:materialId/restore',
  summary: '撤销: brings back an image that was removed, here or with `everywhere` in all cases that showed it',
  access: ENTERING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid, materialId: uuid, everywhere: z.optional(z.boolean()) }),
  output: done,
})

export const rotateMaterial = endpoint({
  name: 'claim-materials.rotate',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/:id/materials/:materialId/rotate',
  summary: 'Turns an image by quarter turns clockwise: the turned one comes in the place of the other',
  access: ENTERING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid, materialId: uuid, turns: z.int().check(z.minimum(1), z.maximum(3)) }),
  output: added,
})

/** Moves and sorts: each slot named gets exactly these images, in this order. */
export const arrangeMaterials = endpoint({
  name: 'claim-materials.arrange',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/:id/materials/arrange',
  summary: 'Puts images into slots and in order; every image of the slots named must be named as well',
  access: ENTERING,
  scope: 'subtree',
  input: z.strictObject({
    id: uuid,
    slots: z
      .array(z.strictObject({ kind: materialKind, images: z.array(uuid).check(z.maxLength(100)) }))
      .check(z.minLength(1), z.maxLength(40)),
  }),
  output: done,
})

export const viewMaterial = fileRoute({
  name: 'claim-materials.view',
  kind: 'download',
  method: 'GET',
  path: '/api/claims/:id/materials/:materialId/view',
  summary: 'An image in full; each view has its entry in the journal',
  access: LOOKING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid, materialId: uuid }),
  output: z.strictObject({}),
})

export const showThumbnail = fileRoute({
  name: 'claim-materials.thumbnail',
  kind: 'download',
  method: 'GET',
  path: '/api/claims/:id/materials/:materialId/thumbnail',
  summary: 'An image too small to read its text',
  access: LOOKING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid, materialId: uuid }),
  output: z.strictObject({}),
})

/** The card asked for beside its image, as typed. */
const account = { card: optionalLine(60), bank: optionalLine(100) }

export const saveMaterialAccount = endpoint({
  name: 'claim-materials.save-account',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/:id/materials/account',
  summary: 'Keeps 银行账号 or 银行名称, whichever is named, with the payee of the case',
  access: ENTERING,
  scope: 'subtree',
  input: z.strictObject({ id: uuid, ...account }),
  output: done,
})

/** 【确定】 */
export const completeMaterials = endpoint({
  name: 'claim-materials.complete',
  kind: 'command',
  method: 'POST',
  path: '/api/claims/materials/complete',
  summary:
    '确定: cases of one event go from 材料上传 to 费用录入, taken by the caller, or all stay and say what is missing',
  access: ENTERING,
  scope: 'subtree',
  input: z.strictObject({ ids: z.array(uuid).check(z.minLength(1), z.maxLength(20)), ...account }),
  output: z.strictObject({ cases: z.array(z.strictObject({ id: uuid, number: z.string() })) }),
})
