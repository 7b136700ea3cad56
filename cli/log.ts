import { Command } from 'commander'
import * as z from 'zod'
import { plansOf } from '../shared/plan/list.ts'
import type { RecordedEvent, StreamName } from '../shared/ports.ts'
import { CliRefusal, table } from './output.ts'
import { type CliWorld, cliWorld } from './world.ts'

/** As much of what an event holds as a line bears. */
const DATA_CHARACTERS_MAX = 160

export function logCommand(): Command {
  return new Command('log')
    .description('One log, event by event: when, what, who, and the correlation id under which the functions wrote what they did.')
    .argument('<log>', 'a log such as assignment#pln_….7.unt_…, or the number of a plan')
    .option('--json', 'print the events whole')
    .action(async (wanted: string, { json }: { json?: boolean }) => {
      const { store } = cliWorld()
      const events = await store.events(await streamOf(store, wanted))
      if (events.length === 0) throw new CliRefusal(`There is no log ${wanted}.`)
      console.log(json ? JSON.stringify(events.map(whole), undefined, 1) : table(events.map(lineOf)))
      const damaged = events.filter(({ detail }) => detailOf(detail) === undefined).length
      if (damaged > 0) throw new CliRefusal(`${damaged} events of this log are damaged: see verify and mend.`)
    })
}

async function streamOf(store: CliWorld['store'], wanted: string): Promise<StreamName> {
  if (wanted.includes('#')) return wanted as StreamName
  const plan = (await plansOf(store)).find(({ planId, number }) => planId === wanted || number === wanted)
  if (plan === undefined) throw new CliRefusal(`${wanted} is neither a log such as plan#pln_… nor the number of a plan.`)
  return `plan#${plan.planId}`
}

const detailShape = z.looseObject({
  metadata: z.looseObject({ at: z.string(), actor: z.looseObject({ person: z.string() }), correlationId: z.string() }),
  data: z.unknown(),
})

/** Undefined for one that somebody has changed beyond reading. */
function detailOf(detail: string): z.infer<typeof detailShape> | undefined {
  try {
    return detailShape.parse(JSON.parse(detail))
  } catch {
    return undefined
  }
}

const whole = ({ name, hash, detail }: RecordedEvent) => ({ name, hash, ...(detailOf(detail) ?? { damaged: detail }) })

function lineOf({ sequence, name, detail }: RecordedEvent): readonly (string | number)[] {
  const read = detailOf(detail)
  if (read === undefined) return [sequence, '(damaged)', name, '', '', shorten(detail)]
  const { metadata, data } = read
  return [sequence, metadata.at, name, metadata.actor.person, metadata.correlationId, shorten(JSON.stringify(data))]
}

const shorten = (text: string) => (text.length > DATA_CHARACTERS_MAX ? `${text.slice(0, DATA_CHARACTERS_MAX)}…` : text)
