/** The bulletin of a body: one log of everything public that happens to its plans, from its first listener on. */
import { bulletinEntered, type publicNames } from '../../events/bulletin.ts'
import { type Happened, happen, type Metadata } from '../../events/event.ts'
import type { Aggregate } from '../log/aggregate.ts'
import { offsetTime } from '../time/calendar.ts'

export type BulletinEvent = Happened<typeof bulletinEntered>
/** What a listener is sent. */
export type Call = BulletinEvent['data']

export interface BulletinState {
  readonly body: string
  /** Of the last entry; the entries are all there is in this log, so it is the log's version too. */
  readonly position: number
}

/** Something public: what is told of it and nothing else that the event holds. */
export interface PublicEvent {
  readonly name: (typeof publicNames)[number]
  readonly metadata: Pick<Metadata, 'id' | 'at'>
  readonly data: { readonly planId: string; readonly key?: string; readonly unit?: string }
}

export interface EnterCommand {
  readonly body: string
  readonly number: string
  readonly event: PublicEvent
}

export const bulletinAggregate: Aggregate<BulletinState, EnterCommand, BulletinEvent> = {
  kind: 'bulletin',
  decide: (bulletin, { body, number, event: { name, metadata, data } }) => {
    const { planId, key, unit } = data
    const position = (bulletin?.position ?? 0) + 1
    const about = { version: 1 as const, body, position, event: metadata.id, planId, number, key, unit }
    return [happen(bulletinEntered, { type: name, timestamp: offsetTime(metadata.at), data: about })]
  },
  evolve: (_bulletin, { data: { data } }) => ({ body: data.body, position: data.position }),
  // It is found by its body.
  listing: () => ({ row: '{}' }),
}
