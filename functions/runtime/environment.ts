/** The basics every function takes from its environment. */
import { machineClock } from '../../shared/aws/clock.ts'
import { dynamoEventStore } from '../../shared/aws/event-store.ts'
import { type Table, tableFromEnvironment } from '../../shared/aws/table.ts'
import type { World } from '../../shared/ports.ts'

export function basics(table: Table = tableFromEnvironment()): Pick<World, 'store' | 'clock'> & { readonly table: Table } {
  return { table, store: dynamoEventStore(table), clock: machineClock }
}
