import { fold } from '../fold.ts'
import type { PlanReading } from '../types.ts'
import { levelOf } from '../units.ts'
import { onTask, type Rule } from './rule.ts'

/** A plan binds the issuer's own units; members of a superior's cluster and other provinces' bodies can only be asked. */
const cluster = /(?:cum|khoi) thi dua so (\d+)/
const order = ['school', 'district', 'department', 'ministry']

export const executorOutside: Rule = {
  code: 'executor-outside',
  severity: 'confirm',
  find: ({ reading }) =>
    reading.tasks.flatMap((task) => {
      const outside = task.executing.find((unit) => isOutside(unit, reading))
      return outside === undefined ? [] : [onTask(task, { unit: outside, issuer: reading.header.issuer ?? '' }, { field: 'executingText' })]
    }),
}

type Seen = Pick<PlanReading, 'header' | 'recipients' | 'tasks'>

function isOutside(unit: string, reading: Seen): boolean {
  const issuer = reading.header.issuer ?? ''
  const own = levelOf(issuer)
  const theirs = levelOf(unit)
  if (
    own !== undefined &&
    theirs !== undefined &&
    order.includes(theirs) &&
    order.indexOf(theirs) > order.indexOf(own) &&
    order.includes(own)
  )
    return true
  if (own === 'department' && theirs === 'department') {
    const place = fold(unit).replace(/^so\s+(?:gd ?& ?dt|gddt|giao duc va dao tao|giao duc)\s*/, '')
    return place !== '' && !fold(issuer).includes(place) && /\p{Lu}/u.test(unit.slice(-place.length))
  }
  const number = cluster.exec(fold(unit))?.[1]
  return number !== undefined && own === 'department' && isOfMinistry(number, reading)
}

function isOfMinistry(number: string, { recipients, tasks }: Seen): boolean {
  const form = new RegExp(String.raw`(?:cum|khoi) thi dua so ${number}\s*(?:cua|-|thuoc)\s*bo `)
  return [...recipients.map((r) => r.text), ...tasks.map((t) => t.content)].some((text) => form.test(`${fold(text)} `))
}
