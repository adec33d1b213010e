import { randomBytes } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import sharp from 'sharp'
import { expect } from 'vitest'
import type { Services } from '../../src/server/services.ts'
import type { Actor } from './actors.ts'
import { detailOf, importFile, newEnrolment } from './enrolment.ts'
import { rosterCsv, type Person } from './people.ts'

const photo = sharp({ create: { width: 20, height: 20, channels: 3, background: 'blue' } })
  .png()
  .toBuffer()

/** An enrolment of these people with everything that submission asks for. */
export async function submittable(
  { services }: { readonly services: Services },
  handler: Actor,
  people: readonly Person[],
  planCode = 'comprehensive',
  shares = 1,
): Promise<string> {
  const staff = { staffCount: people.length, womenCount: people.length }
  const id = await newEnrolment(handler, { [planCode]: shares }, staff)
  const name = `${randomBytes(4).toString('hex')}.csv`
  const batch = await importFile({ handler, services }, { id, planCode, name, bytes: rosterCsv(people) })
  expect(batch).toMatchObject({ state: 'done', accepted: people.length })
  await handler.upload(`/api/enrolments/${id}/attachments/social-insurance`, '证明.png', await photo)
  return id
}

/** 【完成】 at the version and the contribution that the unit sees. */
export async function submit(handler: Actor, id: string): Promise<LightMyRequestResponse> {
  const { version, total: shown } = await detailOf(handler, id)
  return handler.post(`/api/enrolments/${id}/submit`, { version, shown })
}
