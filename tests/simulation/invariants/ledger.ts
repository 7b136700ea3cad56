/** Every append is checked as it happens, and folded anew from its own events: the other invariants read what they need from here. */
import type { directoryEvents } from '../../../events/directory.ts'
import type { Detail, EventOf, Happened, Metadata } from '../../../events/event.ts'
import type { reactionFailed } from '../../../events/reaction.ts'
import type { AssignmentEvent, AssignmentState } from '../../../shared/assignment/assignment.ts'
import { GENESIS, hashOf } from '../../../shared/log/chain.ts'
import type { NoticeEvent, NoticeState } from '../../../shared/notice/notice.ts'
import type { PlanEvent, PlanState } from '../../../shared/plan/plan.ts'
import type { Append, RecordedEvent, StreamName } from '../../../shared/ports.ts'
import { aggregateOf } from '../../../shared/record/registry.ts'
import type { Report } from './invariant.ts'

interface Log {
  version: number
  hash: string
  state: unknown
}

export type Logged = (PlanEvent | AssignmentEvent | NoticeEvent | Happened<(typeof directoryEvents)[number]>) & {
  readonly metadata: Metadata
}

export interface Ledger {
  /** All event ids ever stored, in order. */
  readonly stored: readonly string[]
  readonly events: readonly Logged[]
  add(appends: readonly Append[]): readonly Logged[]
  version(stream: StreamName): number
  plan(planId: string): PlanState | undefined
  notice(noticeId: string): NoticeState | undefined
  assignment(id: string): AssignmentState | undefined
  plans(): readonly PlanState[]
  notices(): readonly NoticeState[]
  assignments(): readonly AssignmentState[]
  /** When each reaction gave up, by its log. */
  failures(): ReadonlyMap<string, string>
}

export function ledgerOf(report: Report): Ledger {
  const logs = new Map<StreamName, Log>()
  const stored: string[] = []
  const events: Logged[] = []
  const state = <State>(stream: StreamName): State | undefined => logs.get(stream)?.state as State | undefined
  const ofKind = <State>(kind: string): readonly State[] =>
    [...logs].flatMap(([stream, log]) => (stream.startsWith(`${kind}#`) ? [log.state as State] : []))

  function addOne(one: Append): Logged[] {
    const log = logs.get(one.stream) ?? { version: 0, hash: GENESIS, state: undefined }
    logs.set(one.stream, log)
    const added = one.events.map((event) => {
      const { metadata, data } = JSON.parse(event.detail) as Detail
      checkLink(log, event, report)
      log.version = event.sequence
      log.hash = event.hash
      log.state = aggregateOf(one.stream).evolve(log.state, { name: event.name, version: metadata.version, data } as EventOf<string, never>)
      stored.push(metadata.id)
      return { name: event.name, version: metadata.version, data, metadata } as Logged
    })
    if (JSON.stringify(log.state) !== one.state) report('log', `${one.stream} stores a state that its log does not lead to`)
    return added
  }

  return {
    stored,
    events,
    add(appends) {
      const added = appends.flatMap(addOne)
      events.push(...added)
      return added
    },
    version: (stream) => logs.get(stream)?.version ?? 0,
    plan: (planId) => state(`plan#${planId}`),
    notice: (noticeId) => state(`notice#${noticeId}`),
    assignment: (id) => state(`assignment#${id}`),
    plans: () => ofKind('plan'),
    notices: () => ofKind('notice'),
    assignments: () => ofKind('assignment'),
    failures: () =>
      new Map(
        [...logs.keys()].flatMap((stream) => {
          const failed = state<Happened<typeof reactionFailed>['data']>(stream)
          return stream.startsWith('failure#') && failed !== undefined ? [[stream, failed.failedAt]] : []
        }),
      ),
  }
}

function checkLink(log: Log, event: RecordedEvent, report: Report): void {
  if (event.sequence !== log.version + 1) report('log', `${event.stream}: event ${event.sequence} follows ${log.version}`)
  if (event.hash !== hashOf(log.hash, event)) report('log', `${event.stream}: event ${event.sequence} is not chained to the one before`)
}
