/** What a command may act on: the events of a log whose hashes prove it whole. */
import { readLog, type SeenLog } from '../shared/aws/streams.ts'
import type { Table } from '../shared/aws/table.ts'
import type { RecordedEvent, StreamName } from '../shared/ports.ts'
import { verifyLog } from '../shared/record/verify.ts'

/** A log, without events where they do not hold. */
export interface CheckedLog {
  readonly stream: StreamName
  readonly events: readonly RecordedEvent[] | undefined
}

/** What was written while the scan went by is read again by itself; what then does not hold must reach neither the board nor the bus. */
export async function eventsThatHold(table: Table, seen: SeenLog): Promise<readonly RecordedEvent[] | undefined> {
  if (verifyLog(seen).fault === undefined) return seen.events
  const again = await readLog(table, seen.stream)
  return verifyLog(again).fault === undefined ? again.events : undefined
}

export async function* checkedLogs(table: Table, logs: AsyncIterable<SeenLog>): AsyncGenerator<CheckedLog> {
  for await (const seen of logs) yield { stream: seen.stream, events: await eventsThatHold(table, seen) }
}
