import { fold } from '../fold.ts'
import type { BodyObligation, Task } from '../types.ts'
import { placeOfText } from './body-place.ts'
import { type Draft, onTask, type Rule } from './rule.ts'

/** The body and the appendix ask for the same thing by different dates, or of different units. */
const objects: readonly (readonly [RegExp, string])[] = [
  [/ke hoach/, 'build-plan'],
  [/tieu chi/, 'scoring-criteria'],
  [/dang ky/, 'register'],
  [/ho so/, 'dossier'],
]

export const dutyConflict: Rule = {
  code: 'duty-conflict',
  severity: 'confirm',
  find: ({ reading, body }) =>
    reading.bodyObligations.flatMap((duty) => {
      const kind = objects.find(([form]) => form.test(fold(duty.action)))?.[1]
      const task =
        duty.due.to == null
          ? undefined
          : reading.tasks.find(
              (t) => kind !== undefined && !isIssuersOwn(t) && t.kinds.includes(kind) && !t.kinds.includes('guidance') && t.due.to != null,
            )
      return task === undefined ? [] : conflict(duty, task, placeOfText(body, duty.text))
    }),
}

/** "Ban hành Kế hoạch …": the plan itself, which the body asks others to follow with theirs. */
const isIssuersOwn = (task: Task) => /^(?:xay dung|tham muu)?[^.;]{0,20}ban hanh (?:cac )?ke hoach/.test(fold(task.content))

function conflict(duty: BodyObligation, task: Task, where: string): Draft[] {
  const shared = duty.obligors.some((o) => task.executing.some((e) => sameKindOfUnit(o, e)))
  const [who, units] = [duty.obligors.join(', '), task.executing.join('; ')]
  const values = { duty: duty.action, who, when: duty.deadlineText ?? '', units, where }
  if (shared && duty.due.to !== task.due.to) return [onTask(task, values, { say: 'date' })]
  return shared ? [] : [onTask(task, values, { say: 'executor', field: 'executingText' })]
}

function sameKindOfUnit(a: string, b: string): boolean {
  const key = (text: string) => fold(text).replace(/^cac /, '').split(/\s+/).slice(0, 2).join(' ')
  return key(a) === key(b) && !/^Cụm trưởng/u.test(a)
}
