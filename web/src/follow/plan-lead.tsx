import type { Plan } from '../api/answers.ts'
import { planPath, useAnswer } from '../api/hooks.ts'
import { texts } from '../texts.vi.ts'

/** Which plan a page is about: an officer has several in a year. */
export function PlanLead({ planId }: { readonly planId: string }) {
  const header = useAnswer<Plan>(planPath(planId)).data?.body.header
  return header === undefined ? null : <p>{`${texts.plans.number(header.number)}: ${header.title}`}</p>
}
