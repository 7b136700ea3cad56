/** Writing changes of the directory: many bearers in few transactions, each with its own log. */
import { prepare, streamOf } from '../log/command.ts'
import { isRefusal } from '../log/refusal.ts'
import { APPEND_STREAMS_MAX, type Append, type CommandContext, type EventStore, Retryable } from '../ports.ts'
import { groupAggregate, personAggregate, unitAggregate } from './aggregates.ts'
import type { DirectoryChange } from './change.ts'

const SAVE_ATTEMPTS_MAX = 5

/** Answers how many really changed something. A batch that loses a race is decided anew on what is stored then. */
export async function saveChanges(store: EventStore, changes: readonly DirectoryChange[], context: CommandContext): Promise<number> {
  let saved = 0
  for (let start = 0; start < changes.length; start += APPEND_STREAMS_MAX) {
    saved += await saveBatch(store, changes.slice(start, start + APPEND_STREAMS_MAX), context)
  }
  return saved
}

async function saveBatch(store: EventStore, batch: readonly DirectoryChange[], context: CommandContext): Promise<number> {
  for (let attempt = 1; attempt <= SAVE_ATTEMPTS_MAX; attempt += 1) {
    const stored = await store.loadMany(batch.map(streamOfChange))
    const appends = batch.flatMap((change, index) => appendOf(change, stored[index], context) ?? [])
    if ((await store.append(appends)).outcome === 'appended') return appends.length
  }
  throw new Retryable('the directory kept changing')
}

function streamOfChange({ payload }: DirectoryChange) {
  if ('unit' in payload) return streamOf('unit', payload.unit.id)
  return 'group' in payload ? streamOf('group', payload.group.id) : streamOf('person', payload.person.id)
}

function appendOf(change: DirectoryChange, stored: Parameters<typeof prepare>[2], context: CommandContext): Append | undefined {
  const { payload } = change
  const stream = streamOfChange(change)
  const prepared =
    'unit' in payload
      ? prepare(unitAggregate, stream, stored, { value: payload.unit }, context)
      : 'group' in payload
        ? prepare(groupAggregate, stream, stored, { value: payload.group }, context)
        : prepare(personAggregate, stream, stored, { value: payload.person }, context)
  return isRefusal(prepared) ? undefined : prepared.append
}
