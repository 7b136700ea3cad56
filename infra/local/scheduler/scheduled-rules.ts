/** Rules with a schedule of their own. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html */
import { randomUUID } from 'node:crypto'
import { toSecond } from '../bus/put-events.ts'
import type { EventBus } from '../bus.ts'
import type { MachineClock } from '../contract.ts'
import type { LocalState } from '../state.ts'
import type { CloudModel } from '../template/model.ts'
import { readExpression } from './expression.ts'

export interface ScheduledRules {
  nextDueAt(): number | undefined
  fireDue(): Promise<void>
}

/** A rate counts from the first start with this state; what was missed while the machine was off is not made up for, as on AWS. */
export function createScheduledRules(model: CloudModel, state: LocalState, clock: MachineClock, bus: EventBus): ScheduledRules {
  const since = state.space<number>('scheduled rules')
  const rules = model.rules.flatMap((rule) => {
    if (!rule.enabled || rule.scheduleExpression === undefined) return []
    const start = since.get(rule.arn) ?? clock.now()
    since.put(rule.arn, start)
    const expression = readExpression(rule.scheduleExpression, 'UTC', start)
    return [{ rule, expression, dueAt: expression.next(clock.now()) }]
  })

  async function fireDue(): Promise<void> {
    const now = clock.now()
    for (const scheduled of rules) {
      if (scheduled.dueAt === undefined || scheduled.dueAt > now) continue
      const envelope = { version: '0', id: randomUUID(), account: model.account, region: model.region, time: toSecond(now) } as const
      const event = { ...envelope, source: 'aws.events', 'detail-type': 'Scheduled Event', resources: [scheduled.rule.arn], detail: {} }
      await bus.fire(scheduled.rule, event)
      scheduled.dueAt = scheduled.expression.next(now)
    }
  }

  return {
    nextDueAt: () => rules.reduce<number | undefined>((first, { dueAt }) => earlier(first, dueAt), undefined),
    fireDue,
  }
}

export function earlier(left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined || right === undefined) return left ?? right
  return Math.min(left, right)
}
