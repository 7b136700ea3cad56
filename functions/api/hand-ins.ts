/** What all units have handed in for a task, together: whom they registered, counted and as one list, and their files. */
import { exportNominees, taskFiles, taskNominees } from '../../shared/api/hand-ins.ts'
import { filesOfPart, handInsOf } from '../../shared/assignment/hand-ins.ts'
import { nomineeParts, registeredOf, registrationsOf } from '../../shared/assignment/registered.ts'
import { registeredWorkbook } from '../../shared/assignment/registered-sheets.ts'
import { refuse } from '../../shared/log/refusal.ts'
import { type PlanState, type TaskState, taskOf } from '../../shared/plan/plan.ts'
import { numberOf } from '../../shared/plan/sentences.vi.ts'
import type { World } from '../../shared/ports.ts'
import { XLSX_TYPE } from '../../shared/sheets/workbook.ts'
import { dayOf } from '../../shared/time/calendar.ts'
import { api, type Call, endpoint, type Found } from '../runtime/api.ts'
import { basics } from '../runtime/environment.ts'
import { planOfRoute } from '../runtime/plan-of-route.ts'

type Effects = Pick<World, 'store' | 'clock'>
type TaskCall = Call<unknown, unknown, Effects>

interface Loaded {
  readonly plan: PlanState
  readonly task: TaskState
}

async function theTask(call: TaskCall): Promise<Found<Loaded>> {
  const found = await planOfRoute(call)
  const task = found && taskOf(found.loaded.plan, call.params.key ?? '')
  return task && { resource: found.resource, loaded: { plan: found.loaded.plan, task } }
}

/** Read only for whom `may()` has let through. */
const handedIn = ({ world, directory, context }: TaskCall, { plan, task }: Loaded) =>
  handInsOf(world, directory, plan, task, dayOf(context.at))

export const { answer, handler } = api<Effects>(
  [
    endpoint(taskNominees, theTask, async (call, loaded) => ({ body: registeredOf(registrationsOf(await handedIn(call, loaded))) })),
    endpoint(exportNominees, theTask, async (call, loaded) => {
      const registrations = registrationsOf(await handedIn(call, loaded))
      const parts = nomineeParts(registrations)
      const part = parts[Number(call.params.part) - 1]
      if (part === undefined) return refuse('not-found')
      const name = `dang-ky-${numberOf(loaded.task)}${parts.length === 1 ? '' : `-phan-${call.params.part}`}.xlsx`
      return { file: { type: XLSX_TYPE, name, bytes: registeredWorkbook(registrations, part) } }
    }),
    endpoint(taskFiles, theTask, async (call, loaded) => {
      const body = filesOfPart(await handedIn(call, loaded), Number(call.params.part))
      return body === undefined ? refuse('not-found') : { body }
    }),
  ],
  basics,
)
