/** Routes about one unit: where its mail goes, who acts for it, handing a role over, and taking that back. */
import * as z from 'zod/mini'
import { id, isoDate, line } from '../../events/words.ts'
import { defineRoute } from './route.ts'

/** More than a unit may have, so that too many are refused with a sentence. */
const EMAILS_MAX = 10
const email = z.string().check(z.minLength(1), z.maxLength(254))
const handedRole = z.enum(['clerk', 'head', 'reader'])

export const readUnit = defineRoute({
  method: 'GET',
  path: '/api/units/{unit}',
  action: 'unit.read',
  summary: 'One unit: its addresses for notices, and who acts for it now or soon',
})

export const changeContacts = defineRoute({
  method: 'PUT',
  path: '/api/units/{unit}/contacts',
  action: 'unit.edit-contacts',
  summary: 'Change the addresses to which notices to the unit go; the first is written to, the next when it bounces',
  body: z.strictObject({ emails: z.array(email).check(z.maxLength(EMAILS_MAX)) }),
})

export const handOverRole = defineRoute({
  method: 'POST',
  path: '/api/units/{unit}/hand-overs',
  action: 'unit.hand-over',
  summary: 'Hand a role over to another person from a day on: one’s own, or as head any of the unit’s but an officer’s',
  body: z.strictObject({
    role: handedRole,
    giver: id('per'),
    name: line(),
    email,
    from: isoDate,
  }),
})

export const cancelHandOverOfRole = defineRoute({
  method: 'POST',
  path: '/api/units/{unit}/hand-overs/cancel',
  action: 'unit.cancel-hand-over',
  summary: 'Take a hand-over back before its day: the giver their own, the head any of the unit’s, an officer any below',
  body: z.strictObject({ role: handedRole, giver: id('per'), receiver: id('per'), from: isoDate }),
})

export const unitRoutes = [readUnit, changeContacts, handOverRole, cancelHandOverOfRole] as const
