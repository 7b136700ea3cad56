/** Every directory there ever was, with the true instant from which it stood: whoever acts may have read it a moment before. */

import { DIRECTORY_FRESH_SECONDS } from '../../../shared/directory/load.ts'
import type { Group, Person, Unit } from '../../../shared/directory/model.ts'
import { type Directory, directoryOf } from '../../../shared/directory/snapshot.ts'
import { SKEW_MILLISECONDS_MAX } from '../faults.ts'
import type { Logged } from './ledger.ts'

/** A function keeps what it read for some seconds, and works on what it read when it began for as long as it may run. */
export const DIRECTORY_BEHIND_MILLISECONDS_MAX = (DIRECTORY_FRESH_SECONDS + 300) * 1_000 + 2 * SKEW_MILLISECONDS_MAX

export interface Directories {
  /** Told of everything that one append stored, with `now` the true time in milliseconds. */
  add(events: readonly Logged[], now: number): void
  now(): Directory
  /** Those that stood at any time from then on until now, or until then. */
  between(from: number, to?: number): readonly Directory[]
  /** When each came to stand, the first excepted. */
  changes(): readonly { readonly at: number; readonly directory: Directory }[]
}

/** `first` is what everybody knows before the story begins. */
export function directoriesOf(first: Directory): Directories {
  const stood: { readonly at: number; readonly directory: Directory }[] = [{ at: 0, directory: first }]
  const now = (): Directory => stood.at(-1)?.directory ?? first
  return {
    now,
    add(events, at) {
      const units = changed<Unit>(now().units, 'unit', events)
      const groups = changed<Group>(now().groups, 'group', events)
      const people = changed<Person>(now().people, 'person', events)
      if (units === undefined && groups === undefined && people === undefined) return
      stood.push({ at, directory: directoryOf(units ?? now().units, groups ?? now().groups, people ?? now().people) })
    },
    between: (from, to = Infinity) =>
      stood.filter(({ at }, index) => at <= to && (stood[index + 1]?.at ?? Infinity) >= from).map(({ directory }) => directory),
    changes: () => stood.slice(1),
  }
}

/** The entries with what these events say of them; nothing when they say nothing new. */
function changed<Entry extends { readonly id: string }>(
  known: readonly Entry[],
  kind: 'unit' | 'group' | 'person',
  events: readonly Logged[],
): readonly Entry[] | undefined {
  const names = [`${kind}.registered`, `${kind}.changed`]
  const said = events.flatMap(({ name, data }) =>
    names.includes(name) ? ((data as unknown as Record<typeof kind, Entry>)[kind] ?? []) : [],
  )
  if (said.every((entry) => known.some((one) => JSON.stringify(one) === JSON.stringify(entry)))) return undefined
  const entries = new Map(known.map((entry) => [entry.id, entry]))
  for (const entry of said) entries.set(entry.id, entry)
  return [...entries.values()].sort((one, other) => (one.id < other.id ? -1 : 1))
}
