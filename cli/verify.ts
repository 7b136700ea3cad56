import { Command } from 'commander'
import { allLogs, readLog, type SeenLog } from '../shared/aws/streams.ts'
import type { StoredState, StreamName } from '../shared/ports.ts'
import { type StoredFault, verifyListed } from '../shared/record/verify.ts'
import { CliRefusal, progress } from './output.ts'
import { type CliWorld, cliWorld } from './world.ts'

export function verifyCommand(): Command {
  return new Command('verify')
    .description('Check the whole record: every hash chain, and every stored state against the fold of its log.')
    .action(async () => {
      const { logs, events, faults } = await verifyAll(cliWorld())
      for (const { stream, sequence, fault } of faults) console.log(`${stream} at ${sequence}: ${fault}`)
      if (faults.length > 0) throw new CliRefusal(`${faults.length} of ${logs} logs do not hold.`)
      console.log(`${logs} logs with ${events} events: every one holds.`)
    })
}

/** `seen` is called with every stored state on the way: a scan reads them all anyway. */
export async function verifyAll({ table }: Pick<CliWorld, 'table'>, seen: (stored: StoredState) => void = () => {}) {
  const shown = progress('logs verified')
  const faults: StoredFault[] = []
  const doubtful = new Set<StreamName>()
  let [logs, events] = [0, 0]
  const count = ({ stored }: SeenLog, verified: ReturnType<typeof verifyListed>) => {
    if (stored !== undefined) seen(stored)
    logs += 1
    events += verified.events
    if (verified.fault !== undefined) faults.push(verified.fault)
    shown.show(logs)
  }
  for await (const log of allLogs(table)) {
    const verified = verifyListed(log)
    // What was written while the scan went by, or came in two parts, looks broken: such a log is read again by itself.
    if (verified.fault === undefined && !doubtful.has(log.stream)) count(log, verified)
    else doubtful.add(log.stream)
  }
  for (const stream of doubtful) {
    const log = await readLog(table, stream)
    count(log, verifyListed(log))
  }
  shown.end(logs)
  return { logs, events, faults }
}
