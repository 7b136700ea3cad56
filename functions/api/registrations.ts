/** What all units have registered for a task: counted, remarked on, and as one list. Advice; nothing here decides. */
import { exportNominees, taskNominees } from '../../shared/api/registrations.ts'
import { partsOf, registeredOf, registrationsOf } from '../../shared/assignment/registered.ts'
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

async function registered({ params, world, directory }: TaskCall, { plan }: LoadedPlan) {
  const task = taskOf(plan, params.key ?? '')
  if (task === undefined) return refuse('not-found')
  return { task, registrations: await registrationsOf(world.store, directory, plan, task) }
}

export const { answer, handler } = api<Effects>(
  [
    endpoint(taskNominees, thePlan, async (call, loaded) => {
      const found = await registered(call, loaded)
      return isRefusal(found) ? found : { body: registeredOf(found.registrations) }
    }),
    endpoint(exportNominees, thePlan, async (call, loaded) => {
      const found = await registered(call, loaded)
      if (isRefusal(found)) return found
      const part = partsOf(found.registrations)[Number(call.query.part ?? 1) - 1]
      if (part === undefined) return refuse('not-found')
      const name = `dang-ky-${numberOf(found.task)}${call.query.part === undefined ? '' : `-phan-${call.query.part}`}.xlsx`
      return { file: { type: XLSX_TYPE, name, bytes: registeredWorkbook(found.registrations, part) } }
    }),
  ],
  basics,
)
