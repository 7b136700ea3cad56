/** A plan as a page shows it: with the windows that follow from its dates. */

import { isUnitId } from '../directory/model.ts'
import type { Directory } from '../directory/snapshot.ts'
import { amendmentsOf } from './amendment/change.ts'
import { windowOf } from './deadline.ts'
import { openFindings, type PlanState, type TaskState } from './plan.ts'
import { runtimeFindingSentence } from './sentences.vi.ts'

/** What every unit may read of an issued plan: the document. How others fare (whose mail bounced, how many handed in) is not in it. */
export function asIssued(plan: PlanState): PlanState {
  return { ...plan, findings: [], tasks: plan.tasks.map(({ closing: _counts, ...task }): TaskState => task) }
}

export function planView(plan: PlanState, directory: Directory) {
  const unitName = (id = '') => (isUnitId(id) ? directory.unit(id)?.name : undefined)
  const { matches: _matches, withdrawn: _withdrawn, ...shown } = plan
  return {
    ...shown,
    amendments: amendmentsOf(plan).map(({ amendment, at, document, reason }) => ({ amendment, at, document, reason })),
    issuerName: unitName(plan.issuerUnit) ?? plan.header.issuer,
    // One that came up while the plan runs has no sentence of its own: it is said anew, with the name of today.
    findings: plan.findings.map((finding) => ({
      ...finding,
      sentence: finding.sentence ?? runtimeFindingSentence(finding, unitName(finding.about)),
    })),
    tasks: plan.tasks.map((task) => ({ ...task, window: windowOf(task.due, plan.policy.closes) })),
    findingsOpen: openFindings(plan).length,
  }
}
