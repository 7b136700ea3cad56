import { Command } from 'commander'
import { allStreams } from '../shared/aws/streams.ts'
import { type Fault, verifyStream } from '../shared/log/verify.ts'
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

/** Logs checked at the same time. */
const VERIFY_PARALLEL = 8

export async function verifyAll({ store, table }: Pick<CliWorld, 'store' | 'table'>) {
  const shown = progress('logs verified')
  const faults: Fault[] = []
  let [logs, events] = [0, 0]
  const streams = allStreams(table)
  const check = async () => {
    for await (const stream of streams) {
      const verified = await verifyStream(store, stream)
      logs += 1
      events += verified.events
      if (verified.fault !== undefined) faults.push(verified.fault)
      shown.show(logs)
    }
  }
  await Promise.all(Array.from({ length: VERIFY_PARALLEL }, check))
  shown.end(logs)
  return { logs, events, faults }
}
