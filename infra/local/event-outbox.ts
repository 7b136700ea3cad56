/**
 * Events that a service owes the default bus. They are written in the same transaction as what they tell of, and put on the bus afterwards;
 * a killed machine finds them at its next start. At least once, as S3 and SES promise: a kill between put and delete repeats an event,
 * under its old id.
 */
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import type { Activity } from './activity.ts'
import type { Bus, BusEvent } from './contract.ts'

const EVENTS_PER_PUT = 50
const RETRY_MS = 250

export interface EventOutboxOptions {
  readonly database: DatabaseSync
  readonly bus: Bus
  readonly activity: Activity
  /** The bus could not take the events; they are offered again. */
  warn(sentence: string): void
}

export interface EventOutbox {
  /** Inside the caller's transaction. */
  add(event: BusEvent): void
  /** Starts putting whatever is owed; call it after the commit and once at start. */
  flush(): void
  /** Resolves when nothing is owed. */
  drained(): Promise<void>
  close(): Promise<void>
}

export function createEventOutbox({ database, bus, activity, warn }: EventOutboxOptions): EventOutbox {
  database.exec('CREATE TABLE IF NOT EXISTS owed_events (seq INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL) STRICT')
  const insert = database.prepare('INSERT INTO owed_events (event) VALUES (?)')
  const first = database.prepare('SELECT seq, event FROM owed_events ORDER BY seq LIMIT ?')
  const remove = database.prepare('DELETE FROM owed_events WHERE seq <= ?')
  let running: Promise<void> | undefined
  let closed = false

  async function run(): Promise<void> {
    while (!closed) {
      const rows = first.all(EVENTS_PER_PUT)
      const last = rows.at(-1)
      if (last === undefined) return
      try {
        await bus.put(
          'default',
          rows.map((row) => JSON.parse(String(row.event))),
        )
      } catch (error) {
        warn(`the default bus did not take ${rows.length} events: ${String(error)}`)
        await delay(RETRY_MS)
        continue
      }
      if (!closed) remove.run(Number(last.seq))
    }
  }

  function flush(): void {
    if (closed) return
    running ??= activity.track(run).finally(() => {
      running = undefined
    })
  }

  async function drained(): Promise<void> {
    flush()
    await running
  }

  async function close(): Promise<void> {
    closed = true
    await running
  }

  return { add: (event) => void insert.run(JSON.stringify(event)), flush, drained, close }
}
