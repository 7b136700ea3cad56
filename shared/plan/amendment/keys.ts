/** A key is for ever: hand-ins hang on it. A task that keeps its place keeps its key, a new one gets a key no task ever had. */
import type { PlanTask } from '../../../events/plan.ts'

/** Keys for the tasks of a new document: `same` says which are tasks of the plan; `used` are all keys the plan ever had. */
export function keysFor(
  document: readonly PlanTask[],
  same: ReadonlyMap<string, string>,
  used: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const keys = new Map<string, string>()
  const taken = new Set([...used, ...same.values()])
  const give = (task: PlanTask, key: string): void => {
    keys.set(task.key, key)
    taken.add(key)
  }
  // Rows first: a nested deadline is numbered after its row.
  for (const task of [...document.filter(({ parent }) => parent === undefined), ...document.filter(({ parent }) => parent !== undefined)]) {
    const known = same.get(task.key)
    if (known !== undefined) give(task, known)
    else give(task, freeKey(task, task.parent === undefined ? undefined : (keys.get(task.parent) ?? task.parent), taken))
  }
  return keys
}

/** A key has three digits: behind the last one it is counted from the first again. */
const NUMBER_MAX = 999
const ROW = /^\d+$/

/** Its own number where that is free. Only a row has deadlines nested in it. */
function freeKey({ key }: PlanTask, parent: string | undefined, taken: ReadonlySet<string>): string {
  const isFree = (candidate: string): boolean => !taken.has(candidate)
  if (parent !== undefined && ROW.test(parent)) return first((number) => `${parent}.${number}`, isFree)
  if (isFree(key)) return key
  return key.startsWith('B') ? first((number) => `B${number}`, isFree) : first(String, isFree, (highest(taken) % NUMBER_MAX) + 1)
}

function first(name: (number: number) => string, isFree: (key: string) => boolean, from = 1): string {
  let number = from
  while (!isFree(name(number))) number += 1
  return name(number)
}

function highest(taken: ReadonlySet<string>): number {
  return Math.max(0, ...[...taken].flatMap((key) => (ROW.test(key) ? [Number(key)] : [])))
}
