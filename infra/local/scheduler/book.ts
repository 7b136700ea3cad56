/** The schedules there are, on disk and in memory, and when each is due. */
import type { MachineClock } from '../contract.ts'
import type { LocalState } from '../state.ts'
import { readExpression, type ScheduleExpression } from './expression.ts'
import type { ScheduleInput } from './requests.ts'

export interface StoredSchedule {
  readonly name: string
  readonly input: ScheduleInput
  readonly createdAt: number
  readonly modifiedAt: number
  /** Absent once a one-time schedule has fired, and while it is disabled. */
  readonly dueAt?: number | undefined
}

export interface ScheduleBook {
  readonly size: number
  get(group: string, name: string): StoredSchedule | undefined
  /** Timed from now on; durable when it returns. */
  put(name: string, input: ScheduleInput, createdAt: number): void
  remove(group: string, name: string): void
  /** In the order of their group and name. */
  all(): readonly StoredSchedule[]
  /** Those due at this instant or before, the earliest first. */
  due(now: number): readonly StoredSchedule[]
  nextDueAt(): number | undefined
  /** It has fired: the next time, or its end. A schedule that was changed meanwhile stays as it is. */
  fired(schedule: StoredSchedule, now: number): void
}

export function openScheduleBook(state: LocalState, clock: MachineClock, onChange: () => void): ScheduleBook {
  const stored = state.space<StoredSchedule>('schedules')
  const schedules = new Map(stored.entries())

  function keep(schedule: StoredSchedule): void {
    const key = keyOf(schedule.input.GroupName, schedule.name)
    stored.put(key, schedule)
    schedules.set(key, schedule)
    onChange()
  }

  function put(name: string, input: ScheduleInput, createdAt: number): void {
    const now = clock.now()
    const start = Math.max(now, (input.StartDate ?? 0) * 1000)
    const dueAt = input.State === 'DISABLED' ? undefined : withinEnd(input, expressionOf(input, createdAt).next(start - 1))
    keep({ name, input, createdAt, modifiedAt: now, dueAt })
  }

  function remove(group: string, name: string): void {
    stored.delete(keyOf(group, name))
    schedules.delete(keyOf(group, name))
    onChange()
  }

  function due(now: number): readonly StoredSchedule[] {
    const found = [...schedules.values()].filter(({ dueAt }) => dueAt !== undefined && dueAt <= now)
    return found.sort((left, right) => (left.dueAt ?? 0) - (right.dueAt ?? 0))
  }

  function nextDueAt(): number | undefined {
    let next: number | undefined
    for (const { dueAt } of schedules.values()) if (dueAt !== undefined && (next === undefined || dueAt < next)) next = dueAt
    return next
  }

  function fired(schedule: StoredSchedule, now: number): void {
    const { name, input, dueAt = now, ...rest } = schedule
    if (schedules.get(keyOf(input.GroupName, name)) !== schedule) return
    const next = withinEnd(input, expressionOf(input, schedule.createdAt).next(Math.max(now, dueAt)))
    if (next === undefined && input.ActionAfterCompletion === 'DELETE') remove(input.GroupName, name)
    else keep({ ...rest, name, input, dueAt: next })
  }

  return {
    get size() {
      return schedules.size
    },
    get: (group, name) => schedules.get(keyOf(group, name)),
    put,
    remove,
    all: () => [...schedules].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, schedule]) => schedule),
    due,
    nextDueAt,
    fired,
  }
}

export function expressionOf(input: ScheduleInput, createdAt: number): ScheduleExpression {
  return readExpression(input.ScheduleExpression, input.ScheduleExpressionTimezone, createdAt)
}

export function keyOf(group: string, name: string): string {
  return `${group}/${name}`
}

function withinEnd(input: ScheduleInput, dueAt: number | undefined): number | undefined {
  return dueAt === undefined || (input.EndDate !== undefined && dueAt > input.EndDate * 1000) ? undefined : dueAt
}
