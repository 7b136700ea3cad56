/** A template: which facts it needs, and the letter it writes from them. A fact that is missing is a fault no retry mends. */
import type * as z from 'zod/mini'
import type { PlanState, TaskState } from '../../plan/plan.ts'
import { Permanent } from '../../ports.ts'
import type { QueuedNotice } from '../notice.ts'
import type { Letter } from './letter.ts'

export interface Scene {
  readonly notice: QueuedNotice
  readonly plan: PlanState | undefined
  /** The page of this notice on the portal. */
  readonly url: string
}

export interface PlanScene extends Scene {
  readonly plan: PlanState
}

export interface TaskScene extends PlanScene {
  readonly task: TaskState
}

export type Template = (scene: Scene) => Letter

export function template<Facts extends z.ZodMiniType>(facts: Facts, write: (facts: z.infer<Facts>, scene: Scene) => Letter): Template {
  return (scene) => {
    const parsed = facts.safeParse(scene.notice.facts)
    if (parsed.success) return write(parsed.data, scene)
    // The names of the facts, never their values: those may be people's.
    const names = parsed.error.issues.map((issue) => issue.path.join('.'))
    throw new Permanent(`${scene.notice.noticeId} lacks facts of ${scene.notice.kind}: ${names.join(', ')}`)
  }
}

export function planTemplate<Facts extends z.ZodMiniType>(
  facts: Facts,
  write: (facts: z.infer<Facts>, scene: PlanScene) => Letter,
): Template {
  return template(facts, (given, scene) => {
    if (scene.plan === undefined) throw new Permanent(`${scene.notice.noticeId} lacks its plan ${scene.notice.planId ?? ''}`)
    return write(given, { ...scene, plan: scene.plan })
  })
}

export function taskTemplate<Facts extends z.ZodMiniType>(
  facts: Facts,
  write: (facts: z.infer<Facts>, scene: TaskScene) => Letter,
): Template {
  return planTemplate(facts, (given, scene) => {
    const key = scene.notice.key ?? ''
    const task = findTask(scene.plan, key)
    if (task === undefined) throw new Permanent(`${scene.notice.noticeId}: ${scene.plan.planId} has no task ${key}`)
    return write(given, { ...scene, task })
  })
}

/** Also one that was withdrawn: a mail about it may be read later. As `taskOf`, without the plan's decider, which a mail has no use for: it would double the code that a cold start reads. */
export function findTask(plan: PlanState, key: string): TaskState | undefined {
  return [...plan.tasks, ...(plan.withdrawn ?? [])].find((task) => task.key === key)
}
