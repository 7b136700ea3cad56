import { Command } from 'commander'
import type { AssignmentState } from '../shared/assignment/assignment.ts'
import { assignmentOfId } from '../shared/assignment/part.ts'
import { standingIn } from '../shared/assignment/record-standing.ts'
import { allLogs } from '../shared/aws/streams.ts'
import { readDirectory } from '../shared/directory/load.ts'
import { splitStream } from '../shared/log/command.ts'
import { enterAsked } from '../shared/plan/concerning.ts'
import type { PlanState } from '../shared/plan/plan.ts'
import { enterIssued, enterPublished } from '../shared/plan/registers.ts'
import type { StreamName } from '../shared/ports.ts'
import { replayed } from '../shared/record/verify.ts'
import { eventsThatHold } from './logs-that-hold.ts'
import { CliRefusal, progress } from './output.ts'
import { type CliWorld, cliWorld } from './world.ts'

export function replayCommand(): Command {
  return new Command('replay')
    .description(
      'Rebuild the board (a row of progress for each unit) and the registers from the log. Safe at any time: what is already there changes nothing.',
    )
    .action(async () => {
      const counted = await replayBoard(cliWorld())
      for (const stream of counted.broken) console.log(`${stream}: left out, it does not hold`)
      console.log(`${counted.plans} plans and ${counted.assignments} assignments replayed.`)
      if (counted.broken.length > 0)
        throw new CliRefusal(`${counted.broken.length} logs do not hold: see verify and mend, then replay again.`)
    })
}

export async function replayBoard({ store, board, registers, table }: CliWorld) {
  const directory = await readDirectory(store)
  const shown = progress('logs replayed')
  let [plans, assignments] = [0, 0]
  const broken: StreamName[] = []
  for await (const seen of allLogs(table)) {
    const { stream } = seen
    const [kind, id] = splitStream(stream)
    if (kind !== 'plan' && kind !== 'assignment') continue
    const events = await eventsThatHold(table, seen)
    if (events === undefined) {
      broken.push(stream)
      continue
    }
    if (kind === 'plan') {
      const newest = replayed(stream, events) as PlanState
      if (newest.issuedAt === undefined) continue
      const entry = { plan: newest, version: events.length }
      await enterIssued(entry, directory, registers)
      await enterAsked(entry, directory, registers)
      await enterPublished(entry, directory, registers)
      plans += 1
    }
    const of = kind === 'assignment' ? assignmentOfId(id) : undefined
    if (of !== undefined) {
      const assignment = replayed(stream, events) as AssignmentState
      for (const standing of standingIn(assignment, events.length)) await board.record(of.planId, [standing])
      assignments += 1
    }
    shown.show(plans + assignments)
  }
  shown.end(plans + assignments)
  return { plans, assignments, broken }
}
