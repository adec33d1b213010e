import type { MissingMaterial } from '../../domain/claims/materials.ts'

/** What a slot of materials lacks, in a sentence. */
export const MATERIAL_LACKS: { readonly [L in MissingMaterial['lack']]: (name: string, count: number) => string } = {
  'too-few': (name, count) => `请上传${name}（还缺 ${count} 张）`,
  'too-many': (name, count) => `${name}最多 ${count} 张，请移走多余的图片`,
}
