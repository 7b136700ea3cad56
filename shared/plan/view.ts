/** A plan as a page shows it: with the windows that follow from its dates. */

import type { ReadDocument } from '../../events/plan-document.ts'
import { isUnitId } from '../directory/model.ts'
import type { Directory } from '../directory/snapshot.ts'
import { amendmentsOf } from './amendment/change.ts'
import { windowIn } from './deadline.ts'
import { fixOf } from './draft/fix.ts'
import type { IncomingDocument } from './intake/incoming.ts'
import { type AnyPlan, openFindings, type PlanState, type TaskState } from './plan.ts'
import { runtimeFindingSentence } from './sentences.vi.ts'

/** What every unit may read of an issued plan: the document. How others fare (whose mail bounced, how many handed in) is not in it. */
export function asIssued(plan: PlanState): PlanState {
  return { ...plan, incoming: undefined, findings: [], tasks: plan.tasks.map(({ closing: _counts, ...task }): TaskState => task) }
}

/** A plan in any state of its life: one that is still being read has nothing but its file. */
export function anyPlanView(plan: AnyPlan, directory: Directory) {
  if (plan.status !== 'reading') return planView(plan, directory)
  const { planId, issuerUnit, status, incoming } = plan
  return { planId, issuerUnit, status, incoming: incomingView(incoming) }
}

/** Where things lie in the bucket is nobody's business. */
function incomingView({ fileName, bytes, offeredAt, expiresAt, refusal }: IncomingDocument) {
  return { fileName, bytes, offeredAt, expiresAt, refusal }
}

function documentView({ format, pages, fromOcr, ocrConfidence }: ReadDocument) {
  return { format, pages, fromOcr, ocrConfidence }
}

export function planView(plan: PlanState, directory: Directory) {
  const unitName = (id = '') => (isUnitId(id) ? directory.unit(id)?.name : undefined)
  const { matches: _matches, withdrawn: _withdrawn, decided: _decided, ...shown } = plan
  return {
    ...shown,
    document: plan.document && documentView(plan.document),
    incoming: plan.incoming && incomingView(plan.incoming),
    amendments: amendmentsOf(plan).map(({ amendment, at, document, reason }) => ({ amendment, at, document, reason })),
    issuerName: unitName(plan.issuerUnit) ?? plan.header.issuer,
    // One that came up while the plan runs has no sentence of its own: it is said anew, with the name of today.
    findings: plan.findings.map((finding) => ({
      ...finding,
      sentence: finding.sentence ?? runtimeFindingSentence(finding, unitName(finding.about)),
      fix: fixOf(plan, finding)?.shown,
    })),
    tasks: plan.tasks.map((task) => ({ ...task, window: windowIn(plan, task) })),
    findingsOpen: openFindings(plan).length,
  }
}
