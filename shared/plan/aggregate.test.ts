/** Whoever carries only a part of what may be done to a plan decides it as the whole does, and comes to the same state and lists. */
import { expect, it } from 'vitest'
import type { EventOf } from '../../events/event.ts'
import { type Aggregate, fold } from '../log/aggregate.ts'
import { isRefusal } from '../log/refusal.ts'
import { type PlanCommand, planAggregate } from './aggregate.ts'
import { draftOf, ISSUED_AT, OFFICER, planOf, task } from './amendment/given.test-support.ts'
import { courseAggregate } from './course/course.ts'
import { reviewAggregate } from './draft/review.ts'
import { documentAggregate } from './intake/receive.ts'
import type { AnyPlan } from './plan.ts'
import { findingAggregate } from './raise-finding.ts'

type Part = Aggregate<AnyPlan, never, EventOf<string, never>>

const tasks = [task('1', 'Đăng ký'), task('2', 'Gửi hồ sơ')]
const reading: AnyPlan = {
  planId: 'pln_1',
  issuerUnit: 'unt_so-mau',
  status: 'reading',
  incoming: {
    ...{ uploadId: 'upl_1', fileName: 'kh.txt', bytes: 1, sha256: '0'.repeat(64) },
    objectKey: 'q/1',
    expiresAt: ISSUED_AT,
    offeredAt: ISSUED_AT,
  },
}
const plans = [undefined, reading, draftOf(tasks), planOf(tasks)]
const finding = { findingId: 'fnd_1', code: 'no-contact', severity: 'confirm' as const }

const parts: readonly (readonly [string, Part, readonly PlanCommand[]])[] = [
  [
    'its course',
    courseAggregate as Part,
    [
      { type: 'open-task', key: '1' },
      { type: 'close-task', key: '2', expected: 3, done: 1 },
    ],
  ],
  ['findings', findingAggregate as Part, [{ type: 'raise-finding', finding }]],
  ['its review', reviewAggregate as Part, [{ type: 'issue' }, { type: 'change-task', task: task('1', 'Đăng ký lại'), reason: 'Sửa' }]],
  [
    'its documents',
    documentAggregate as Part,
    [{ type: 'refuse-document', refusal: { uploadId: 'upl_1', code: 'size', sentence: 'Sai.' } }],
  ],
]

it.each(parts)('a plan, for who only cares for %s', (_, part, orders) => {
  const context = { at: ISSUED_AT, person: OFFICER }
  let happened = 0
  for (const plan of plans)
    for (const order of orders) {
      const decided = planAggregate.decide(plan, order, context)
      expect(part.decide(plan, order as never, context)).toEqual(decided)
      if (isRefusal(decided) || decided.length === 0) continue
      const state = fold(part, plan, decided as readonly EventOf<string, never>[])
      expect(state).toEqual(fold(planAggregate, plan, decided))
      expect(state && part.listing(state)).toEqual(state && planAggregate.listing(state))
      happened += 1
    }
  expect(happened).toBeGreaterThan(0)
})
