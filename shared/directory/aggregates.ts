/** Units, groups and people as logs: each event holds the whole new value, so the directory of any day can be told and proved. */
import { groupChanged, groupRegistered, personChanged, personRegistered, unitChanged, unitRegistered } from '../../events/directory.ts'
import { type EventDefinition, type EventOf, happen } from '../../events/event.ts'
import type { Aggregate } from '../log/aggregate.ts'
import { DIRECTORY_REVISION, type Group, type Person, type Unit } from './model.ts'

type Entry = Unit | Group | Person
type EntryEvent<Value extends Entry> = EventOf<string, Readonly<Record<string, Value>>>

/** The only command: this is how it is from now on. */
export interface SetEntry<Value extends Entry> {
  readonly value: Value
}

function entryAggregate<Value extends Entry>(
  kind: 'unit' | 'group' | 'person',
  registered: EventDefinition,
  changed: EventDefinition,
): Aggregate<Value, SetEntry<Value>, EntryEvent<Value>> {
  return {
    kind,
    decide: (known, { value }) => {
      if (known !== undefined && JSON.stringify(known) === JSON.stringify(value)) return []
      return [happen(known === undefined ? registered : changed, { [kind]: value }) as EntryEvent<Value>]
    },
    evolve: (known, event) => event.data[kind] ?? (known as Value),
    // The row is the whole value: the directory is always read as one.
    listing: (value) => ({ list: kind, listSort: value.id, row: JSON.stringify(value) }),
    revises: () => DIRECTORY_REVISION,
  }
}

export const unitAggregate = entryAggregate<Unit>('unit', unitRegistered, unitChanged)
export const groupAggregate = entryAggregate<Group>('group', groupRegistered, groupChanged)
export const personAggregate = entryAggregate<Person>('person', personRegistered, personChanged)
