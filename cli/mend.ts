import { ResourceNotFoundException, ScanCommand } from '@aws-sdk/client-dynamodb'
import { Command } from 'commander'
import { writeMended } from '../shared/aws/mend.ts'
import { allLogs, readLog } from '../shared/aws/streams.ts'
import type { Table } from '../shared/aws/table.ts'
import type { StreamName } from '../shared/ports.ts'
import { type Mended, mend, type NotMended } from '../shared/record/mend.ts'
import { verifyListed } from '../shared/record/verify.ts'
import { CliRefusal, progress } from './output.ts'
import { cliWorld } from './world.ts'

interface Options {
  readonly from?: string
  readonly write?: boolean
}

export function mendCommand(): Command {
  return new Command('mend')
    .description('Bring right again what `thidua verify` finds; without --write, only say what would be written.')
    .argument('[log...]', 'logs as verify names them, such as plan#pln_…; without any, every log that does not hold or is lost')
    .option('--from <table>', 'a table restored to a time before the damage: takes missing and changed events from there')
    .option('--write', 'write it')
    .addHelpText(
      'after',
      `
A state or a list that was changed is written anew from its log. Events that are gone or were changed come from --from; what was appended
after that table's time stays. What cannot be proved by the chain of hashes is refused. Run replay afterwards.`,
    )
    .action(async (logs: readonly string[], { from, write = false }: Options) => {
      const { table } = cliWorld()
      const copy = from === undefined ? undefined : { ...table, name: from }
      if (copy !== undefined) await requireTable(copy)
      const streams = logs.length > 0 ? (logs as readonly StreamName[]) : await brokenLogs(table, copy)
      const { mended, refused } = await mendLogs(table, copy, streams, write)
      for (const one of mended) console.log(`${one.stream}: ${written(one)}${write ? '' : ' (not written: give --write)'}`)
      for (const { stream, because } of refused) console.log(`${stream}: not mended: ${because}`)
      if (refused.length > 0) throw new CliRefusal(`${refused.length} of ${streams.length} logs cannot be mended.`)
      if (mended.length === 0) console.log('Every log holds: there is nothing to mend.')
      else if (!write) throw new CliRefusal(`${mended.length} logs can be mended: give --write.`)
    })
}

/** A name mistyped at night is no fault. */
async function requireTable({ client, name }: Table): Promise<void> {
  try {
    await client.send(new ScanCommand({ TableName: name, Limit: 1 }))
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error
    throw new CliRefusal(`There is no table ${name}: give --from the name of the restored one.`)
  }
}

const written = ({ events }: Mended) =>
  events.length === 0 ? 'its state, from its log' : `events ${events.map(({ sequence }) => sequence).join(', ')}, and its state`

/** Each is read, judged and written by itself, so that a call that ends early has mended some whole. */
export async function mendLogs(table: Table, copy: Table | undefined, streams: readonly StreamName[], write: boolean) {
  const [mended, refused]: [Mended[], NotMended[]] = [[], []]
  for (const stream of streams) {
    const live = await readLog(table, stream)
    const found = mend(live, copy && (await readLog(copy, stream)))
    if (found === undefined) continue
    if ('because' in found) {
      refused.push(found)
      continue
    }
    if (write) await writeMended(table, found, live.stored?.version)
    mended.push(found)
  }
  return { mended, refused }
}

/** What does not hold, and what the copy has and the table has not. */
async function brokenLogs(table: Table, copy: Table | undefined): Promise<readonly StreamName[]> {
  const shown = progress('logs read')
  const [known, broken] = [new Set<StreamName>(), new Set<StreamName>()]
  for await (const log of allLogs(table)) {
    known.add(log.stream)
    shown.show(known.size)
    // A log that was written while the scan went by is looked at again by itself before anything is written.
    if (verifyListed(log).fault !== undefined) broken.add(log.stream)
  }
  shown.end(known.size)
  if (copy !== undefined) for await (const { stream } of allLogs(copy)) if (!known.has(stream)) broken.add(stream)
  return [...broken]
}
