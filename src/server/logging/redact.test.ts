import { Writable } from 'node:stream'
import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { logOptions } from './log-options.ts'
import { redact, redactLine } from './redact.ts'

const CANARIES = [
  '379901198506150027',
  '37990119900101123X',
  '19900000001',
  '6222020909003029',
  'correct horse battery',
]

describe('redaction', () => {
  it('drops secret fields by name, however they are written and nested', () => {
    const logged = {
      password: 'a',
      new_password: 'b',
      'ID-Number': 'c',
      documentNumber: 'd',
      person: [{ phoneMasked: 'e', bankCardNumber: 'f', stepToken: 'g', setCookie: 'h' }],
      variablesSealed: { type: 'Buffer' },
      name: 'kept',
      code: '23505',
    }
    expect(JSON.stringify(redact(logged))).not.toMatch(/"[a-h]"|Buffer/)
    expect(redact(logged)).toMatchObject({ name: 'kept', code: '23505', password: '[redacted]' })
  })
  it('masks numbers of persons by shape in any text or number', () => {
    for (const canary of CANARIES.slice(0, 4)) {
      expect(JSON.stringify(redact({ message: `Key (number)=(${canary}) exists` }))).not.toContain(canary)
      expect(redactLine(`not json ${canary}`)).not.toContain(canary)
    }
    expect(redact({ count: 19_900_000_001 })).toEqual({ count: '199****0001' })
    expect(redact({ time: 1_795_353_330_000, rows: 200_000, ok: true, none: null })).toEqual({
      time: 1_795_353_330_000,
      rows: 200_000,
      ok: true,
      none: null,
    })
  })
  it('masks tokens in paths', () => {
    expect(redact('/verify/aB3dE6gH9jK2mN5pQ8sT1v/letter')).toBe('/verify/[token]/letter')
    expect(redact('/api/enrolment-people-lists')).toBe('/api/enrolment-people-lists')
  })
})

describe('the log of the server', () => {
  it('holds no canary that came as query, body, header, cookie, message, field or error', async () => {
    const lines: string[] = []
    const stream = new Writable({
      write(chunk: Buffer, _, done) {
        lines.push(chunk.toString())
        done()
      },
    })
    const app = Fastify({ logger: { ...logOptions('debug'), stream } })
    app.post('/people/:number', (request) => {
      request.log.info({ body: request.body, phone: CANARIES[2], note: CANARIES[0] }, `searched ${CANARIES[1]}`)
      const cause = Object.assign(new Error(`duplicate ${CANARIES[3]}`), {
        detail: 'correct horse battery',
        code: '23505',
      })
      throw new Error(`failed for ${CANARIES[2]}`, { cause })
    })
    const answer = await app.inject({
      method: 'POST',
      url: `/people/${CANARIES[0]}?phone=${CANARIES[2]}&q=correct%20horse`,
      headers: { authorization: 'correct horse battery', cookie: 'session=correct horse battery' },
      payload: { password: 'correct horse battery', idNumber: CANARIES[1] },
    })
    await app.close()
    const log = lines.join('')
    expect(answer.statusCode).toBe(500)
    expect(lines.length).toBeGreaterThan(2)
    for (const canary of CANARIES) expect(log).not.toContain(canary)
    expect(log).not.toContain('horse')
    expect(log).toContain('379***********0027')
    expect(log).toContain('"code":"23505"')
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow()
  })
})
