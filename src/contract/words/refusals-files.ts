import type { CountedPurpose, RoomFull } from '../../domain/files/room.ts'
import type { UploadTooLarge, ImageRefusal, PaperRefusal } from '../../domain/files/upload-rules.ts'
import type { RefusalWords } from './refusal-words.ts'

const KEPT: { readonly [P in CountedPurpose]: string } = {
  roster: '人员清单',
  attachment: '参保附件',
  invoice: '发票文件',
  'claim-material': '申领材料',
}

function keptWord(what: string | number | undefined): string {
  return Object.entries(KEPT).find(([purpose]) => purpose === what)?.[1] ?? '文件'
}

export const fileRefusals = {
  'upload-too-large': ({ megabytes }) => `文件超过 ${megabytes ?? 10} MB，请压缩或重新拍照后再上传`,
  'image-kind-refused': () => '只能上传 jpg、jpeg 或 png 图片，请另存为这些格式后再上传',
  'image-kind-differs': () => '文件内容与扩展名不符，请重新拍照或另存为 jpg、png 后再上传',
  'image-damaged': () => '图片已损坏或不完整，请重新拍照或另存后再上传',
  'image-took-too-long': () => '图片处理时间过长，请缩小图片后再上传',
  'image-too-many-pixels': ({ width, height }) =>
    `图片尺寸 ${width}×${height} 过大（每边不超过 10,000 像素，总计不超过 4,000 万像素），请缩小后再上传`,
  'paper-kind-refused': () => '发票文件只能是 PDF 或 OFD，请选择开票平台下载的原文件',
  'paper-kind-differs': () => '文件内容与扩展名不符，请选择下载时的原文件',
  'paper-damaged': () => '文件已损坏或不完整，请重新下载原文件后再上传',
  'room-full': ({ what, gigabytes }) =>
    `该单位的${keptWord(what)}已用满 ${gigabytes} GB 存储空间，请删除不需要的文件，或联系办事处处理后再上传`,
} satisfies RefusalWords<(RoomFull | UploadTooLarge | ImageRefusal | PaperRefusal)['code']>
