import { Command } from 'commander'
import { loadDirectory } from '../shared/directory/load.ts'
import { progressOf } from '../shared/plan/follow/follow.ts'
import { plansOf } from '../shared/plan/list.ts'
import { findPlan } from '../shared/plan/load.ts'
import { taskOf } from '../shared/plan/plan.ts'
import { numberOf } from '../shared/plan/sentences.vi.ts'
import { CliRefusal, table } from './output.ts'
import { type CliWorld, cliWorld, cliWorldInItsTime } from './world.ts'

export function statusCommand(): Command {
  return new Command('status')
    .description('How far a plan is: every task with who has handed in and who still owes. Without a plan: the plans there are.')
    .argument('[plan]', 'plan id or number, such as 148/KH-SGDĐT')
    .option('--json', 'print as JSON')
    .action(async (wanted: string | undefined, { json }: { json?: boolean }) => {
      // Of whom a task is asked depends on the day; which plans there are does not.
      const answer = wanted === undefined ? await plansOf(cliWorld().store) : await statusOf(await cliWorldInItsTime(), wanted)
      console.log(json ? JSON.stringify(answer, undefined, 1) : render(answer))
    })
}

async function statusOf(world: CliWorld, wanted: string) {
  const { store, board, clock } = world
  const plans = await plansOf(store)
  const row = plans.find((plan) => plan.planId === wanted || plan.number === wanted)
  const found = row === undefined ? undefined : await findPlan(store, row.planId)
  if (found === undefined)
    throw new CliRefusal(`There is no plan ${wanted}. Known: ${plans.map((plan) => plan.number).join(', ') || 'none'}`)
  const { plan } = found
  const { planId, tasks } = await progressOf(plan, await loadDirectory(world), board, clock.now())
  const rows = tasks.map((task) => ({ ...task, reference: taskOf(plan, task.key)?.reference }))
  return { number: plan.header.number, status: plan.status, planId, tasks: rows }
}

function render(answer: Awaited<ReturnType<typeof statusOf>> | Awaited<ReturnType<typeof plansOf>>): string {
  if (!('tasks' in answer))
    return table([['plan', 'number', 'status', 'date'], ...answer.map((plan) => [plan.planId, plan.number, plan.status, plan.date])])
  const rows = answer.tasks.map((task) => [
    numberOf(task),
    task.state,
    task.window?.lastDay ?? '',
    task.expected,
    task.done,
    task.owing,
    task.counts.late,
  ])
  return `${answer.number} (${answer.status})\n${table([['task', 'state', 'last day', 'expected', 'done', 'owing', 'late'], ...rows])}`
}
