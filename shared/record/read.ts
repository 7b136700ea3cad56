/** The log of one aggregate as its page shows it: every event with the names of those who acted, and whether the record is whole. */
import type { Detail } from '../../events/event.ts'
import type { Directory } from '../directory/snapshot.ts'
import type { EventStore, StreamName } from '../ports.ts'
import { verifyLog } from './verify.ts'

export async function readStream(store: EventStore, stream: StreamName, directory: Directory) {
  const [stored, events] = [await store.load(stream), await store.events(stream)]
  const { fault } = verifyLog({ stream, stored, events })
  return {
    stream,
    holds: fault === undefined,
    fault,
    events: events.map(({ name, hash, detail }) => {
      const { metadata, data } = JSON.parse(detail) as Detail
      const { person, unit } = metadata.actor
      return {
        name,
        hash,
        metadata,
        data,
        actorName: directory.people.find(({ id }) => id === person)?.name,
        actorUnitName: directory.units.find(({ id }) => id === unit)?.name,
      }
    }),
  }
}
