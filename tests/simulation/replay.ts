/** `node tests/simulation/replay.ts --seed N` tells the story of one seed; with `--seeds M` it runs M seeds from N on. */
import { parseArgs } from 'node:util'
import { describeFailure, runSeed, setStage } from './run.ts'

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, seeds: { type: 'string', default: '1' } } })
const [first, count] = [Number(values.seed), Number(values.seeds)]
if (!Number.isInteger(first) || !Number.isInteger(count) || count < 1) {
  console.error('usage: node tests/simulation/replay.ts --seed N [--seeds M]')
  process.exit(2)
}

const PROGRESS_SEEDS = 100
const stage = await setStage()
const started = performance.now()
let failed = 0
const totals: Record<string, number> = {}
for (let seed = first; seed < first + count; seed += 1) {
  const outcome = await runSeed(stage, seed, { isTold: count === 1 })
  if (count === 1) console.log(outcome.trace.join('\n'))
  for (const [name, value] of Object.entries({ steps: outcome.steps, ...outcome.counts })) totals[name] = (totals[name] ?? 0) + value
  if ((seed - first + 1) % PROGRESS_SEEDS === 0) console.error(`${seed - first + 1} of ${count} seeds, ${failed} broken`)
  if (outcome.breach === undefined) continue
  failed += 1
  console.error(describeFailure(outcome))
}
const seconds = (performance.now() - started) / 1_000
console.log(`${count} seeds, ${failed} broken, ${seconds.toFixed(1)} s (${(count / seconds).toFixed(1)} a second)`)
console.log(totals)
process.exit(failed === 0 ? 0 : 1)
