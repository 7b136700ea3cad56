/**
 * What an officer follows: preview before issuing, progress after. Each answer is at most two queries, whatever the number of tasks; more
 * only where the board has several pages.
 */

import type { Owing } from '../../assignment/owing.ts'
import { isHandedIn } from '../../assignment/part.ts'
import { doneIn } from '../../assignment/standing.ts'
import { isPersonId, isUnitId } from '../../directory/model.ts'
import type { Directory } from '../../directory/snapshot.ts'
import type { NoticeRow } from '../../notice/notice.ts'
import { issueNotices } from '../../notice/tell-recipients.ts'
import type { EventStore, ReadBoard, UnitRow } from '../../ports.ts'
import { dayOf } from '../../time/calendar.ts'
import { outlasting, windowIn } from '../deadline.ts'
import { audienceOf, dutiesByUnit, executorsOf, resolvedRecipients } from '../duties.ts'
import type { PlanState, TaskState } from '../plan.ts'
import { countsOf, rowsOf } from './counts.ts'

/** Who would be told what: the very list that issuing sends to. */
export function previewOf(plan: PlanState, directory: Directory, at: string) {
  const { notices, unreachable } = issueNotices(plan, directory, dayOf(at))
  const { outside, unmatched } = audienceOf(plan, directory, dayOf(at))
  return {
    notices: notices.map(({ recipient, name, address, facts }) => ({ recipient, name, address, owes: facts.owes })),
    unreachable,
    outside,
    unmatched,
    lines: linesOf(plan, directory, dayOf(at)),
  }
}

/** Nơi nhận as it stands, each line with whom it reaches. */
function linesOf(plan: PlanState, directory: Directory, date: string) {
  const found = new Map(resolvedRecipients(plan, directory, date).map((line) => [line.recipient, line.found]))
  return plan.recipients.map((recipient) => {
    const { units = [], people = [], outside = [], unmatched = false } = found.get(recipient) ?? {}
    const names = units.map((unit) => directory.unit(unit)?.name ?? unit)
    return { ...recipient, units: names, people: people.length, outside: [...outside], unmatched }
  })
}

export async function progressOf(plan: PlanState, directory: Directory, board: ReadBoard, at: string) {
  return progressIn(plan, directory, await rowsOf(board, plan), at)
}

/** The same for whoever has read the board's rows. */
export function progressIn(plan: PlanState, directory: Directory, rows: readonly UnitRow[], at: string) {
  const today = countsOf(plan, directory, rows, dayOf(at))
  return {
    planId: plan.planId,
    tasks: today.map(({ task, counts }) => {
      const { expected } = counts
      const done = doneIn(counts)
      return {
        key: task.key,
        state: task.state,
        window: windowIn(plan, task),
        expected,
        done,
        owing: expected - done,
        counts,
      }
    }),
  }
}

export function missingOf(plan: PlanState, task: TaskState, { expected, owing, rows }: Owing, directory: Directory, at: string) {
  const nameOf = (unit: string) => (isUnitId(unit) ? directory.unit(unit)?.name : undefined) ?? unit
  const handedIn = (unit: string) => {
    const { state, late = false, files = 0 } = rows.get(unit) ?? {}
    return isHandedIn(state) ? [{ unit, name: nameOf(unit), state, late, files }] : []
  }
  const asked: ReadonlySet<string> = new Set(expected)
  const window = windowIn(plan, task)
  const view = directory.asOf(dayOf(at))
  const first = executorsOf(plan, task, directory, dayOf(plan.issuedAt ?? at))
  return {
    expected: expected.length,
    missing: owing.map((unit) => {
      const { state, extension } = rows.get(unit) ?? {}
      return { unit, name: nameOf(unit), state, extension: outlasting(extension, window) }
    }),
    handedIn: expected.flatMap(handedIn),
    released: [...rows.keys()].filter((unit) => !asked.has(unit)).flatMap(handedIn),
    // What they owed is owed by nobody until an amendment names who does.
    lapsed: [...first].flatMap((unit) => {
      if (asked.has(unit) || isHandedIn(rows.get(unit)?.state)) return []
      const heir = view.unit(unit)
      return [{ unit, name: nameOf(unit), heir: heir?.id === unit ? undefined : heir?.name }]
    }),
  }
}

/**
 * Where units stand, a page of the board at a time. The first page also names every unit with the tasks it owes: each list of them once,
 * as positions in the plan's list of tasks, so that thousands of units fit in one answer.
 */
export async function matrixOf(plan: PlanState, directory: Directory, board: ReadBoard, after: string | undefined, at: string) {
  const { items: rows, next } = await board.units(plan.planId, { after })
  const page = { items: rows.map(standingsOf), next }
  if (after !== undefined) return page
  const position = new Map(plan.tasks.map(({ key }, index) => [key, index]))
  const view = directory.asOf(dayOf(at))
  const duties: (readonly number[])[] = []
  const places = new Map<string, number>()
  const placeOf = (owes: readonly number[]) => {
    const name = owes.join()
    const place = places.get(name) ?? duties.push(owes) - 1
    places.set(name, place)
    return place
  }
  const units = [...dutiesByUnit(plan, directory, dayOf(at))].map(([unit, keys]) => ({
    unit,
    name: directory.unit(unit)?.name ?? unit,
    type: directory.unit(unit)?.type,
    area: view.areaOf(unit),
    duties: placeOf(keys.flatMap((key) => position.get(key) ?? [])),
  }))
  return { ...page, tasks: plan.tasks.map(({ key, reference, content }) => ({ key, reference, content })), duties, units }
}

function standingsOf({ unit, tasks }: UnitRow) {
  const standings = Object.entries(tasks)
  const late = standings.flatMap(([key, standing]) => (standing.late ? key : []))
  return {
    unit,
    tasks: Object.fromEntries(standings.map(([key, { state }]) => [key, state])),
    late: late.length === 0 ? undefined : late,
  }
}

/** Longer than any kind of mail. Of a longer one the table would not take the beginning of a key; its beginning has no mails either. */
const NOTICE_KIND_CHARACTERS_MAX = 40

export async function noticesOf(plan: PlanState, directory: Directory, store: EventStore, query: { kind?: string; after?: string }) {
  const page = await store.list(`notice#${plan.planId}`, {
    prefix: query.kind === undefined ? undefined : `${query.kind.slice(0, NOTICE_KIND_CHARACTERS_MAX)}#`,
    after: query.after,
  })
  const nameOf = (id: string) => (isPersonId(id) ? directory.person(id)?.name : isUnitId(id) ? directory.unit(id)?.name : undefined)
  const notices = page.items.map((entry) => JSON.parse(entry.row) as NoticeRow)
  const referenceOf = new Map([...(plan.withdrawn ?? []), ...plan.tasks].map(({ key, reference }) => [key, reference]))
  const about = ({ key }: NoticeRow) => (key === undefined ? undefined : referenceOf.get(key))
  return {
    notices: notices.map((notice) => ({ ...notice, reference: about(notice), name: nameOf(notice.recipient) })),
    next: page.next,
  }
}
