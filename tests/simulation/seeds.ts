/** Many seeds, shared out over test files so that each core has its part. `SEEDS=20000 SEED=1` runs more, or others. */
import { expect, it } from 'vitest'
import { describeFailure, runSeed, setStage } from './run.ts'

const SEEDS_DEFAULT = 2_000
/** Enough to see a pattern; the rest would only push it off the screen. */
const FAILURES_SHOWN_MAX = 3
const MINUTES_MAX = 60

const seeds = Number(process.env.SEEDS ?? SEEDS_DEFAULT)
const first = Number(process.env.SEED ?? 1)

/** The part-th of `parts` equal shares. */
export function simulate(part: number, parts: number): void {
  it(
    `holds every invariant in ${Math.ceil((seeds - part) / parts)} of ${seeds} seeds from ${first} on`,
    async () => {
      const stage = await setStage()
      const failures: string[] = []
      const met = new Map<string, number>()
      for (let seed = first + part; seed < first + seeds && failures.length < FAILURES_SHOWN_MAX; seed += parts) {
        const outcome = await runSeed(stage, seed)
        for (const [name, count] of Object.entries(outcome.counts)) met.set(name, (met.get(name) ?? 0) + count)
        if (outcome.breach !== undefined) failures.push(describeFailure(outcome))
        await new Promise((resolve) => setImmediate(resolve))
      }
      expect(failures.join('\n\n')).toBe('')
      // A year in which nothing happens would hold every invariant too.
      if (seeds >= SEEDS_DEFAULT) expect([...met].filter(([name, count]) => count === 0 && name !== 'overtaken')).toEqual([])
    },
    MINUTES_MAX * 60_000,
  )
}
