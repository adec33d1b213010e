import type { LightMyRequestResponse } from 'fastify'
import sharp from 'sharp'
import { lastCode } from './accounts.ts'
import type { TestServer } from './test-server.ts'
import { visit, type Visitor } from './visitor.ts'

/** A photograph of a document, more or less. */
export async function picture(colour = '#88aa66'): Promise<Buffer> {
  return sharp({ create: { width: 320, height: 200, channels: 3, background: colour } })
    .png()
    .toBuffer()
}

export type RegistrationWishes = { readonly agencyId: string; readonly [field: string]: unknown }

/** A form that is whole and right; `wishes` change it. */
export function registrationForm(wishes: RegistrationWishes): Record<string, unknown> {
  return {
    creditCode: '12371300495000001P',
    name: '示例机械厂',
    kind: 'enterprise',
    industry: '制造业',
    address: '示例路 9 号',
    staffCount: 400,
    womenCount: 120,
    unionName: '示例机械厂工会委员会',
    contactName: '单晓梅',
    contactIdNumber: '379901198506150027',
    contactPhone: '19930000001',
    contactTelephone: '0539-1234567',
    contactMail: 'union@example.org',
    userName: 'shanxiaomei',
    ...wishes,
  }
}

export type Applicant = { readonly visitor: Visitor; readonly draft: string; readonly phone: string }

/** Fills in the form with both documents, up to but without 【注册】. */
export async function fillIn(server: TestServer, wishes: RegistrationWishes, address?: string): Promise<Applicant> {
  const visitor = visit(server, address)
  const { draft } = (await visitor.post('/api/registration/drafts')).json()
  const fields = registrationForm(wishes)
  await visitor.post('/api/registration/draft/save', { draft, fields })
  for (const kind of ['credit-code-certificate', 'union-certificate']) {
    const url = `/api/registration/documents/${kind}`
    const sent = await visitor.upload(url, `${String(fields['name'])}证书.png`, await picture(), {
      'x-huzhu-draft': draft,
    })
    if (sent.statusCode !== 200) throw new Error(`the upload was refused: ${sent.body}`)
  }
  return { visitor, draft, phone: String(fields['contactPhone']) }
}

/** 【注册】 → 【发送验证码】 → 【确定】; answers the response of the last. */
export async function submit(
  server: TestServer,
  { visitor, draft, phone }: Applicant,
): Promise<LightMyRequestResponse> {
  const sent = await visitor.post('/api/registration/draft/code', { draft })
  if (sent.statusCode !== 200) return sent
  return visitor.post('/api/registration/draft/submit', { draft, code: await lastCode(server, phone) })
}
