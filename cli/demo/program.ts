/** `npm run demo`: a whole plan year on the local cloud, under a moved clock, with its promises checked at the end. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { type AssignmentOf, isHandedIn } from '../../shared/assignment/part.ts'
import { sampleDirectory } from '../../shared/directory/sample/index.ts'
import type { Directory } from '../../shared/directory/snapshot.ts'
import { everyItem } from '../../shared/log/pages.ts'
import { dateOf } from '../../shared/plan/draft/draft.ts'
import { readPlan } from '../../shared/plan/reading/index.ts'
import { instantOf } from '../../shared/time/calendar.ts'
import { type ProductMachine, startMachine } from '../machine.ts'
import { CliRefusal } from '../output.ts'
import { readDocument } from '../read.ts'
import { seedDirectory } from '../seed.ts'
import { type DocumentFile, documentFile } from '../send-document.ts'
import { compareWithBaseline } from './baseline.ts'
import { castOf } from './cast.ts'
import { peopleAt } from './client.ts'
import { acknowledgeSome, issueAsOfficer } from './issue.ts'
import { peakMemory } from './memory.ts'
import { playYear } from './play.ts'
import { randomOf } from './random.ts'
import { sceneOf, withOneBouncing } from './scene.ts'
import { readRecord, summarize } from './summary.ts'

const SAMPLE_PLAN = join(import.meta.dirname, '../sample/ke-hoach-mau.txt')

const HELP = `npm run demo -- [options]

  --plan FILE    the plan document, of any format (default: the sample plan)
  --units N      units that receive it (default 150)
  --seed S       chance: the same seed plays the same year (default 1)
  --json FILE    write the summary as JSON
  --until told   stop when everybody has been told of the plan
  --baseline     also send the same transactions and mails straight to DynamoDB Local and the SES server, and compare
  --keep DIR     keep the machine's state there
  --help

Exit status 0 only if every promise holds.`

const flags = {
  plan: { type: 'string', default: SAMPLE_PLAN },
  units: { type: 'string', default: '150' },
  seed: { type: 'string', default: '1' },
  json: { type: 'string' },
  until: { type: 'string' },
  baseline: { type: 'boolean', default: false },
  keep: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

/** Each line says how many seconds the demo has taken so far. */
const tell = (line: string) => console.log(`${(performance.now() / 1_000).toFixed(1).padStart(6)}  ${line}`)

async function demo(): Promise<number> {
  const { values } = parseArgs({ options: flags })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const seed = wholeNumber('--seed', values.seed, 0)
  const units = wholeNumber('--units', values.units, 1)
  const { text } = await readDocument(values.plan)
  const reading = readPlan(text)
  const date = dateOf(reading.header)
  if (!reading.isPlan || date === null)
    throw new CliRefusal(
      `${basename(values.plan)} cannot be played: ${reading.notPlan?.sentence ?? 'it has no day of issue, so its year has no first day.'}`,
    )
  const random = randomOf(seed)
  const directory = withOneBouncing(sampleDirectory({ units }), random)
  const stateDir = values.keep ?? mkdtempSync(join(fastFolder(), 'thidua-demo-'))
  const memory = peakMemory()
  const machine = await startMachine({
    stateDir,
    longRun: true,
    passing: values.keep === undefined,
    clock: { kind: 'held', at: Date.parse(instantOf(date, '08:00')) },
    warn: tell,
  })
  try {
    const options = { document: await documentFile(values.plan), issuer: reading.header.issuer ?? '', seed, units, stateDir }
    const summary = await play(machine, directory, { ...options, random, onlyTold: values.until === 'told', baseline: values.baseline })
    const whole = { ...summary, memoryMegabytes: memory.stop() }
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(whole, undefined, 1)}\n`)
    tell(`Node's memory at most ${whole.memoryMegabytes} MB`)
    return summary.holds ? 0 : 1
  } finally {
    await machine.stop()
    if (values.keep === undefined) rmSync(stateDir, { recursive: true, force: true })
  }
}

interface PlayOptions {
  readonly document: DocumentFile
  readonly issuer: string
  readonly seed: number
  readonly units: number
  readonly stateDir: string
  readonly random: ReturnType<typeof randomOf>
  readonly onlyTold: boolean
  readonly baseline: boolean
}

async function play(machine: ProductMachine, directory: Directory, options: PlayOptions) {
  const { cloud, world } = machine
  const { document, seed, units } = options
  const begun = performance.now()
  await seedDirectory(world.store, directory, new Date(cloud.clock.now()).toISOString(), (entries) => tell(`directory: ${entries}`))
  await cloud.settle()
  const people = peopleAt(cloud)
  const scene = sceneOf(directory, people, options.issuer)
  const { plan, told } = await issueAsOfficer(machine, scene, document, tell)
  const fanOut = {
    notices: told.notices,
    seconds: told.seconds,
    ...(options.baseline ? await compareWithBaseline(machine, plan, told, options.stateDir, tell) : {}),
  }
  const cast = options.onlyTold ? [] : castOf(plan, directory, options.random, await handedIn(machine, plan.planId))
  await acknowledgeSome(machine, scene, plan.planId, options.random)
  const played = options.onlyTold
    ? { refusedLate: new Set<never>() }
    : await playYear(machine, plan, cast, { ...scene, planId: plan.planId }, tell)
  const record = await readRecord(machine, plan.planId)
  const { figures, checks } = await summarize(machine, record, cast, played)
  const asked = options.onlyTold ? checks.filter((check) => !YEAR_PROMISES.has(check.promise)) : checks
  for (const { promise, holds, seen } of asked) tell(`${holds ? 'holds ' : 'BROKEN'}  ${promise}${seen === undefined ? '' : `: ${seen}`}`)
  const seconds = Math.round((performance.now() - begun) / 100) / 10
  const holds = asked.every((check) => check.holds)
  tell(
    `${plan.header.number}, ${units} units, seed ${seed}: ${figures.events} events, ${figures.notices.sent} mails, at most ${figures.notices.mostInAWeek} to one address in a week, ${figures.uploads.offered} uploads in ${seconds} s`,
  )
  return { plan: plan.header.number, units, seed, ...figures, fanOut, seconds, checks: asked, holds }
}

/** By the board, which has come to rest. */
async function handedIn({ world: { board } }: ProductMachine, planId: string): Promise<readonly AssignmentOf[]> {
  const rows = await everyItem((after) => board.units(planId, { after }))
  return rows.flatMap(({ unit, tasks }) =>
    Object.entries(tasks).flatMap(([key, { state }]) => (isHandedIn(state) ? [{ planId, key, unit }] : [])),
  )
}

/** Nothing of a demo has to survive the machine being switched off: where there is a file system in memory, no write waits for a disk. */
const fastFolder = () => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir())

/** Promises about the end of a year that is not played to its end. */
const YEAR_PROMISES = new Set(['every task closed'])

function wholeNumber(flag: string, text: string, min: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < min) throw new CliRefusal(`${flag} ${text} is no whole number of at least ${min}.`)
  return value
}

process.exitCode = await demo().catch((error: unknown) => {
  console.error(error instanceof CliRefusal ? error.message : error)
  return error instanceof CliRefusal ? 2 : 3
})
