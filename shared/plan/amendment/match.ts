/**
 * Which task of the new document is which task of the plan: by content, by number and by section together. Only what is plain is matched;
 * where two could be meant, or the texts have too little in common, the officer is asked.
 */
import type { PlanTask } from '../../../events/plan.ts'
import { fold } from '../reading/fold.ts'
import { numberOf } from '../sentences.vi.ts'
import { similarity } from './similarity.ts'

/** From this likeness on two contents are the same task, whatever their numbers. */
const ALIKE_MIN = 0.75
/** With the same number less is enough: the row was rewritten. */
const ALIKE_WITH_NUMBER_MIN = 0.5
/** From here on it may be the same task, and the officer decides. */
const POSSIBLE_MIN = 0.35
const POSSIBLE_WITH_NUMBER_MIN = 0.2
const SAME_TEXT_BONUS = 0.2
const SAME_NUMBER_BONUS = 0.15
const SAME_SECTION_BONUS = 0.1
/** The best must be this much better than the next, on either side, to be plain. */
const MARGIN = 0.1
const CANDIDATES_MAX = 3

/** Key of a task in the new document → key of the plan's task it is, or null for a new one: what the officer decided. */
export type Matches = Readonly<Record<string, string | null>>

export interface Candidate {
  readonly key: string
  /** 0 to 1. */
  readonly likeness: number
}

export interface Doubt {
  /** Key of the task in the new document. */
  readonly key: string
  readonly candidates: readonly Candidate[]
}

export interface Matching {
  /** Key in the new document → key in the plan. */
  readonly same: ReadonlyMap<string, string>
  readonly doubts: readonly Doubt[]
  /** Keys in the new document that are in no task of the plan. */
  readonly added: readonly string[]
  /** Keys of the plan that no task of the new document is. */
  readonly missing: readonly string[]
}

interface Pair extends Candidate {
  readonly from: string
  readonly score: number
  readonly isSameNumber: boolean
}

export function matchTasks(plan: readonly PlanTask[], document: readonly PlanTask[], decided: Matches = {}): Matching {
  const same = new Map<string, string>()
  const added = new Set<string>()
  for (const { key } of document) {
    const is = decided[key]
    if (is === null) added.add(key)
    else if (is !== undefined && plan.some((task) => task.key === is)) same.set(key, is)
  }
  let pairs = pairsOf(plan, document).filter((pair) => !added.has(pair.from) && isFree(pair, same))
  for (let plain = plainPairs(pairs); plain.length > 0; plain = plainPairs(pairs)) {
    for (const { from, key } of plain) same.set(from, key)
    pairs = pairs.filter((pair) => isFree(pair, same))
  }
  const open = document.filter(({ key }) => !same.has(key) && !added.has(key))
  const doubts = open.map(({ key }) => ({ key, candidates: candidatesOf(key, pairs) })).filter(({ candidates }) => candidates.length > 0)
  const asked = new Set(doubts.map(({ key }) => key))
  const mentioned = new Set([...same.values(), ...doubts.flatMap(({ candidates }) => candidates.map(({ key }) => key))])
  return {
    same,
    doubts,
    added: document.filter(({ key }) => !same.has(key) && !asked.has(key)).map(({ key }) => key),
    missing: plan.filter(({ key }) => !mentioned.has(key)).map(({ key }) => key),
  }
}

/** A row is a row, a nested deadline a nested one, a duty of the body a duty of the body. */
function kindOf({ key, parent }: PlanTask): string {
  if (parent !== undefined) return 'nested'
  return key.startsWith('B') ? 'duty' : 'row'
}

function pairsOf(plan: readonly PlanTask[], document: readonly PlanTask[]): Pair[] {
  return document.flatMap((to) => plan.filter((task) => kindOf(task) === kindOf(to)).map((task) => pairOf(task, to)))
}

function pairOf(task: PlanTask, to: PlanTask): Pair {
  const likeness = similarity(task.content, to.content)
  const isSameNumber = numberOf(task) === numberOf(to)
  const bonuses =
    (likeness === 1 && fold(task.content) === fold(to.content) ? SAME_TEXT_BONUS : 0) +
    (isSameNumber ? SAME_NUMBER_BONUS : 0) +
    (fold(task.section ?? '') === fold(to.section ?? '') ? SAME_SECTION_BONUS : 0)
  return { from: to.key, key: task.key, likeness, isSameNumber, score: likeness + bonuses }
}

function isFree(pair: Pair, same: ReadonlyMap<string, string>): boolean {
  return !same.has(pair.from) && ![...same.values()].includes(pair.key)
}

function plainPairs(pairs: readonly Pair[]): readonly Pair[] {
  return pairs.filter((pair) => {
    if (pair.likeness < (pair.isSameNumber ? ALIKE_WITH_NUMBER_MIN : ALIKE_MIN)) return false
    const rivals = pairs.filter((other) => other !== pair && (other.from === pair.from || other.key === pair.key))
    return rivals.every((rival) => rival.score <= pair.score - MARGIN)
  })
}

function candidatesOf(from: string, pairs: readonly Pair[]): readonly Candidate[] {
  return pairs
    .filter((pair) => pair.from === from && pair.likeness >= (pair.isSameNumber ? POSSIBLE_WITH_NUMBER_MIN : POSSIBLE_MIN))
    .toSorted((left, right) => right.score - left.score)
    .slice(0, CANDIDATES_MAX)
    .map(({ key, likeness }) => ({ key, likeness }))
}
