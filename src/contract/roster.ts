import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { birth, count, line, optionalLine, rowPosition, uuid } from './primitives.ts'

export const cells = z.strictObject({
  name: z.string(),
  idNumber: z.string(),
  phone: z.string(),
  idKind: z.string(),
  born: z.string(),
  sex: z.string(),
  riskClass: z.string(),
})

export const problem = z.strictObject({
  code: z.string(),
  level: z.enum(['error', 'warning']),
  column: z.nullable(z.string()),
  message: z.string(),
})

/** Rows of the sheet that repeated somebody who has made room, and whose person has now come into the roster. */
export const cameInstead = z.array(z.int())

const rosterPerson = z.strictObject({
  id: uuid,
  rowNumber: z.int(),
  name: z.string(),
  idKind: z.string(),
  /** In full for the unit itself and for the holder of the review who has opened it, masked for everyone else. */
  idNumber: z.string(),
  phone: z.string(),
  sex: z.enum(['male', 'female']),
  born: birth,
  riskClass: z.enum(['ordinary', 'high-risk']),
  renewing: z.boolean(),
  overAge: z.boolean(),
  warnings: z.array(z.string()),
})

/** 人员详情/修改: a window of at most 500 rows by row number; deleted rows leave gaps. */
export const listRoster = endpoint({
  name: 'enrolment.list-roster',
  kind: 'query',
  method: 'POST',
  path: '/api/enrolments/:id/rosters/:planCode/window',
  summary:
    'Rows `from` to `to` of a roster, or the first 500 of all that match a filter, or a search by name, number or phone',
  access: ['unit-handler', 'enrolment-review', 'finance', 'audit', 'certificates'],
  scope: 'subtree',
  input: z.strictObject({
    id: uuid,
    planCode: line(50),
    from: z.optional(rowPosition),
    to: z.optional(rowPosition),
    search: optionalLine(50),
    only: z.optional(z.enum(['all', 'warnings', 'over-age', 'high-risk'])),
  }),
  output: z.strictObject({ rows: z.array(rosterPerson), lastRowNumber: count, people: count }),
})

export const correctRosterPerson = endpoint({
  name: 'enrolment.correct-roster-person',
  kind: 'command',
  method: 'POST',
  path: '/api/roster-people/:id/correct',
  summary: 'Changes a person of a roster; judged like an imported row',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, cells }),
  output: z.strictObject({
    accepted: z.boolean(),
    person: z.nullable(rosterPerson),
    problems: z.array(problem),
    cameInstead,
  }),
})

export const addRosterPerson = endpoint({
  name: 'enrolment.add-roster-person',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/rosters/:planCode/people',
  summary: 'Adds one person by hand; judged like an imported row',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, planCode: line(50), cells }),
  output: z.strictObject({ accepted: z.boolean(), person: z.nullable(rosterPerson), problems: z.array(problem) }),
})

export const removeRosterPeople = endpoint({
  name: 'enrolment.remove-roster-people',
  kind: 'command',
  method: 'POST',
  path: '/api/enrolments/:id/rosters/:planCode/remove',
  summary: 'Removes given people, or everybody of this roster',
  access: ['unit-handler'],
  scope: 'subtree',
  input: z.strictObject({ id: uuid, planCode: line(50), people: z.optional(z.array(uuid).check(z.maxLength(500))) }),
  output: z.strictObject({ removed: count, cameInstead }),
})
