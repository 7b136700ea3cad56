/** What an amendment changes on the board: how many units each task expects, and of whom a task is asked no more, or again. */
import type { Directory } from '../../directory/snapshot.ts'
import type { Asked } from '../../ports.ts'
import type { PlanState } from '../plan.ts'
import { unitsOf } from './affected.ts'
import { planAfter } from './as-of.ts'
import { amendmentsOf } from './change.ts'

export interface BoardChange {
  readonly expected: readonly { readonly key: string; readonly units: number }[]
  readonly asks: readonly Asked[]
}

/** Of one amendment, told apart from those before and after it: told in any order, the board comes to the same. */
export function boardChangeOf(plan: PlanState, amendment: number, directory: Directory): BoardChange {
  const at = amendmentsOf(plan).find((one) => one.amendment === amendment)?.at ?? ''
  const versions = Array.from({ length: amendment + 1 }, (_, number) => planAfter(plan, number))
  const [is, was, ...earlier] = versions.toReversed()
  if (is === undefined || was === undefined) throw new Error(`${plan.planId} has no amendment ${amendment}`)
  const had = (version: PlanState, key: string) =>
    unitsOf(
      version,
      version.tasks.find((task) => task.key === key),
      directory,
      at,
    )
  const asks = is.tasks.flatMap(({ key }): Asked[] => {
    const [before, after] = [had(was, key), had(is, key)]
    const left = [...before].filter((unit) => !after.has(unit))
    // Of whoever is asked for the first time the board knows nothing that it would have to take back.
    const again = [...after].filter((unit) => !before.has(unit) && earlier.some((version) => had(version, key).has(unit)))
    return [...left.map((unit) => ({ key, unit, asked: false })), ...again.map((unit) => ({ key, unit, asked: true }))]
  })
  return { expected: is.tasks.map(({ key }) => ({ key, units: had(is, key).size })), asks }
}
