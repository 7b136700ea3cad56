import { Command } from 'commander'
import { allLogs, readLog } from '../shared/aws/streams.ts'
import type { StreamName } from '../shared/ports.ts'
import { eventsThatHold } from './logs-that-hold.ts'
import { CliRefusal } from './output.ts'
import { publishAll, publishableOf } from './redrive-lost.ts'
import { cliWorld } from './world.ts'

export function republishCommand(): Command {
  return new Command('republish')
    .description('Put events of the log on the bus again, so that every reaction looks at them once more. What is done already stays done.')
    .argument('<log>', 'one log, such as plan#pln_…, or all of a kind, such as plan')
    .option('--event <name>', 'only events of this name, such as plan.issued')
    .addHelpText('after', '\nIn AWS it needs BUS_NAME. When to use it: docs/operations.md.')
    .action(async (log: string, { event }: { event?: string }) => {
      const world = cliWorld()
      const publish = world.publish()
      const logs = log.includes('#') ? [await readLog(world.table, log as StreamName)] : allLogs(world.table)
      let [events, from] = [0, 0]
      const broken: StreamName[] = []
      for await (const one of logs) {
        if (one.stream !== log && !one.stream.startsWith(`${log}#`)) continue
        const whole = await eventsThatHold(world.table, one)
        if (whole === undefined) broken.push(one.stream)
        const chosen = (whole ?? []).filter(({ name }) => event === undefined || name === event)
        await publishAll(publish, chosen.map(publishableOf))
        events += chosen.length
        from += chosen.length > 0 ? 1 : 0
      }
      for (const stream of broken) console.log(`${stream}: left out, it does not hold`)
      if (events === 0 && broken.length === 0) throw new CliRefusal(`The log has no ${event ?? 'event'} of ${log}.`)
      console.log(`${events} events of ${from} logs put on the bus again.`)
      if (broken.length > 0) throw new CliRefusal(`${broken.length} logs do not hold: see verify and mend, then republish them.`)
    })
}
