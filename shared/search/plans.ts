/** The plans a search looks into: those nearest to whoever asks. */
import type { ActingAs } from '../access/may.ts'
import { isUnitId } from '../directory/model.ts'
import type { DirectoryView } from '../directory/snapshot.ts'
import type { PlanRow } from '../plan/list.ts'
import { PLANS_KEPT_MAX } from '../plan/load.ts'

/** Most plans whose tasks and hand-ins one search looks into: as many as are kept, so that the next finds them; less than one BatchGetItem. */
export const PLANS_LOOKED_INTO_MAX = PLANS_KEPT_MAX

/** Those of the units over us, of our own and of those below us come first, and in each the newest. */
export function nearestPlans(issued: readonly PlanRow[], actor: ActingAs, view: DirectoryView): readonly PlanRow[] {
  const above = isUnitId(actor.unit) ? view.ancestorsOf(actor.unit).map(({ id }) => id) : []
  const near = new Set<string>([...actor.tree, ...above])
  const distance = ({ issuerUnit }: PlanRow) => (near.has(issuerUnit) ? 0 : 1)
  return issued.toSorted((one, other) => distance(one) - distance(other)).slice(0, PLANS_LOOKED_INTO_MAX)
}
