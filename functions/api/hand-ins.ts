/** What all units have handed in for a task, together: whom they registered, counted and as one list, and their files. */
import { exportNominees, taskFiles, taskNominees } from '../../shared/api/hand-ins.ts'
import { filesOfPart, handInsOf } from '../../shared/assignment/hand-ins.ts'
import { nomineeParts, registeredOf, registrationsOf } from '../../shared/assignment/registered.ts'
import { registeredWorkbook } from '../../shared/assignment/registered-sheets.ts'
import { isRefusal, refuse } from '../../shared/log/refusal.ts'
import { taskOf } from '../../shared/plan/plan.ts'
import { numberOf } from '../../shared/plan/sentences.vi.ts'
import type { World } from '../../shared/ports.ts'
import { XLSX_TYPE } from '../../shared/sheets/workbook.ts'
import { api, type Call, endpoint } from '../runtime/api.ts'
import { basics } from '../runtime/environment.ts'
import { type LoadedPlan, planOfRoute } from '../runtime/plan-of-route.ts'

type Effects = Pick<World, 'store' | 'clock'>
type TaskCall = Call<unknown, unknown, Effects>

const thePlan = (call: TaskCall) => planOfRoute(call)

async function handedIn({ params, world, directory }: TaskCall, { plan }: LoadedPlan) {
  const task = taskOf(plan, params.key ?? '')
  if (task === undefined) return refuse('not-found')
  return { task, handIns: await handInsOf(world.store, directory, plan, task) }
}

export const { answer, handler } = api<Effects>(
  [
    endpoint(taskNominees, thePlan, async (call, loaded) => {
      const found = await handedIn(call, loaded)
      return isRefusal(found) ? found : { body: registeredOf(registrationsOf(found.handIns)) }
    }),
    endpoint(exportNominees, thePlan, async (call, loaded) => {
      const found = await handedIn(call, loaded)
      if (isRefusal(found)) return found
      const registrations = registrationsOf(found.handIns)
      const part = nomineeParts(registrations)[Number(call.query.part ?? 1) - 1]
      if (part === undefined) return refuse('not-found')
      const name = `dang-ky-${numberOf(found.task)}${call.query.part === undefined ? '' : `-phan-${call.query.part}`}.xlsx`
      return { file: { type: XLSX_TYPE, name, bytes: registeredWorkbook(registrations, part) } }
    }),
    endpoint(taskFiles, thePlan, async (call, loaded) => {
      const found = await handedIn(call, loaded)
      if (isRefusal(found)) return found
      const body = filesOfPart(found.handIns, Number(call.query.part ?? 1))
      return body === undefined ? refuse('not-found') : { body }
    }),
  ],
  basics,
)
