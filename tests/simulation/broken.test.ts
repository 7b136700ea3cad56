import { beforeAll, describe, expect, it } from 'vitest'
import { brokenSystems } from './broken.ts'
import { invariants } from './invariants/invariant.ts'
import { runSeed, type Stage, setStage } from './run.ts'

const SEEDS_MAX = 300

describe('a system that is broken on purpose is noticed', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await setStage()
  }, 60_000)

  it.each(brokenSystems)('$what: "$noticedBy"', { timeout: 120_000 }, async ({ breakage, noticedBy, from = 1 }) => {
    for (let seed = from; seed < from + SEEDS_MAX; seed += 1) {
      const { breach } = await runSeed(stage, seed, { breakage })
      if (breach === undefined) continue
      expect(breach.invariant, `seed ${seed}: ${breach.sentence}`).toBe(noticedBy)
      return
    }
    expect.unreachable(`${SEEDS_MAX} seeds noticed nothing`)
  })

  it('knows a broken system for every invariant', () => {
    expect(new Set(brokenSystems.map((broken) => broken.noticedBy))).toEqual(new Set(Object.keys(invariants)))
  })
})
