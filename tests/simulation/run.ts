/** One seed, from the first instant of its year to the last. */
import { settled } from './agenda.ts'
import { chanceOf } from './chance.ts'
import { type Handlers, loadHandlers } from './handlers.ts'
import { type Breach, invariants } from './invariants/invariant.ts'
import { browserOf } from './story/browser.ts'
import { castOf, START } from './story/directory.ts'
import { playYear } from './story/year.ts'
import { readTemplate, type Template } from './template.ts'
import type { Breakage } from './twins.ts'
import { type World, worldOf } from './world.ts'

export interface Stage {
  readonly template: Template
  readonly handlers: Handlers
}

export interface Outcome {
  readonly seed: number
  readonly weather: string
  readonly steps: number
  readonly breach?: Breach
  /** The last sentences of the story, or all of them. */
  readonly trace: readonly string[]
  readonly counts: Readonly<Record<string, number>>
}

/** More than any year here needs: a world that goes on for ever does not settle. */
const STEPS_MAX = 200_000
const TRACE_SENTENCES = 40
/** The row of chances for whether somebody listens. */
const LISTENER = 7

/** Synthesizes the app and imports the functions: once for any number of seeds. */
export async function setStage(): Promise<Stage> {
  return { template: readTemplate(), handlers: await loadHandlers() }
}

export interface RunOptions {
  readonly breakage?: Breakage
  /** Keeps the whole story, not only its end. */
  readonly isTold?: boolean
}

export async function runSeed(stage: Stage, seed: number, { breakage = {}, isTold = false }: RunOptions = {}): Promise<Outcome> {
  const trace: (() => string)[] = []
  let breach: Breach | undefined
  const chance = chanceOf(seed, 0)
  // A year with a listener has a third more events, so not every one has.
  const isListenedTo = chanceOf(seed, LISTENER).happens(0.3)
  const cast = castOf(chance.pick([3, 3, 3, 4, 6]), chance.pick([2, 2, 3]), isListenedTo)
  const world = worldOf({
    seed,
    start: START,
    ...stage,
    directory: cast.directory,
    breakage,
    report: (invariant, sentence) => {
      breach ??= { invariant, sentence }
    },
    say(at, sentence) {
      // Told as it is now: a sentence may be about something that changes.
      const text = isTold ? sentence() : undefined
      trace.push(() => `${new Date(at).toISOString()}  ${text ?? sentence()}`)
      if (!isTold && trace.length > 2 * TRACE_SENTENCES) trace.splice(0, TRACE_SENTENCES)
    },
  })
  const browser = browserOf(world, stage.handlers, seed)
  let isStoryOver = false
  const story = playYear(browser, cast.appends, seed).then(
    () => {
      isStoryOver = true
    },
    (error: unknown) => {
      breach ??= { invariant: 'settled', sentence: `the story broke off: ${error instanceof Error ? error.stack : String(error)}` }
    },
  )
  void story
  const steps = await listening(world, () => runOut(world, () => breach !== undefined))
  if (breach === undefined && (steps >= STEPS_MAX || !isStoryOver))
    breach = {
      invariant: 'settled',
      sentence: `nothing more happens after ${steps} steps, and the story is ${isStoryOver ? '' : 'not '}over`,
    }
  if (breach === undefined) await world.watch.atEnd(world.queues, world.stream.left())
  return { seed, weather: world.weather.name, steps, breach, trace: trace.map((tell) => tell()), counts: countsOf(world) }
}

async function runOut(world: World, isBroken: () => boolean): Promise<number> {
  const { agenda, watch } = world
  let steps = 0
  await settled()
  while (steps < STEPS_MAX && !isBroken()) {
    const wasBusy = !agenda.isAtRest()
    if (!agenda.step()) break
    steps += 1
    await settled()
    if (wasBusy && agenda.isAtRest()) await watch.atRest()
  }
  return steps
}

/** The functions write a line per message. What went well would drown the rest; what failed belongs to the story. */
async function listening<Value>({ say }: World, run: () => Promise<Value>): Promise<Value> {
  const { log, error } = console
  console.log = () => {}
  console.error = (line: unknown) => say(() => `  ${String(line)}`)
  try {
    return await run()
  } finally {
    Object.assign(console, { log, error })
  }
}

function countsOf({ watch, queues }: World): Record<string, number> {
  const { mails, uploads, deadlines, versions, ledger } = watch
  return {
    events: ledger.stored.length,
    ...mails.counts,
    ...uploads.counts,
    ...deadlines.counts,
    amended: versions.amendments().length,
    reformed: watch.directories.changes().length,
    buried: queues.buried.length,
  }
}

export function describeFailure({ seed, weather, breach, trace, steps }: Outcome): string {
  if (breach === undefined) return `seed ${seed} holds`
  return [
    `seed ${seed} (${weather}) breaks "${breach.invariant}" after ${steps} steps: ${invariants[breach.invariant]}`,
    `  ${breach.sentence}`,
    'the last steps:',
    ...trace.slice(-TRACE_SENTENCES).map((sentence) => `  ${sentence}`),
    `replay: node tests/simulation/replay.ts --seed ${seed}`,
  ].join('\n')
}
