/**
 * Every kind of aggregate by the first word of its stream: for verifying and replaying logs without knowing whose they are. The log itself
 * knows none of them.
 */
import type { EventOf } from '../../events/event.ts'
import { assignmentAggregate } from '../assignment/assignment.ts'
import { assignmentOfId } from '../assignment/part.ts'
import { feedAggregate } from '../calendar/feed.ts'
import { groupAggregate, personAggregate, unitAggregate } from '../directory/aggregates.ts'
import type { Aggregate } from '../log/aggregate.ts'
import { splitStream } from '../log/command.ts'
import { noticeAggregate } from '../notice/notice.ts'
import { evolvePlan } from '../plan/evolve.ts'
import { planLog } from '../plan/plan.ts'
import type { StreamName } from '../ports.ts'
import { failureAggregate } from '../reaction/failure.ts'
import { bulletinAggregate } from '../subscription/bulletin.ts'
import { subscriptionAggregate } from '../subscription/subscription.ts'

/** State and events of one stream, unknown to the caller. Nothing is decided in a replay. */
type AnyAggregate = Omit<Aggregate<unknown, never, EventOf<string, never>>, 'decide' | 'kind'>

const byKind: Readonly<Record<string, AnyAggregate>> = {
  plan: { ...planLog, evolve: evolvePlan } as AnyAggregate,
  notice: noticeAggregate as AnyAggregate,
  unit: unitAggregate as AnyAggregate,
  group: groupAggregate as AnyAggregate,
  person: personAggregate as AnyAggregate,
  feed: feedAggregate as AnyAggregate,
  bulletin: bulletinAggregate as AnyAggregate,
  subscription: subscriptionAggregate as AnyAggregate,
  failure: failureAggregate as AnyAggregate,
}

/** Throws for a stream that no aggregate of this system writes. */
export function aggregateOf(stream: StreamName): AnyAggregate {
  const [kind = '', id = ''] = splitStream(stream)
  const known = kind === 'assignment' ? assignmentFor(id) : byKind[kind]
  if (known === undefined) throw new Error(`${stream} belongs to no aggregate`)
  return known
}

function assignmentFor(id: string): AnyAggregate | undefined {
  const of = assignmentOfId(id)
  return of === undefined ? undefined : (assignmentAggregate(of) as AnyAggregate)
}
