/** What the pages of one plan may offer to whoever asks. */
import { type ActingAs, may, type Resource } from './may.ts'

export function planRights(actor: ActingAs, plan: Resource) {
  return { review: may(actor, 'plan.review', plan), issue: may(actor, 'plan.issue', plan), follow: may(actor, 'plan.follow', plan) }
}
