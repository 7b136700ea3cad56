/** A draft made of an issued plan's own tasks: the officer changes single ones, and what differs becomes the amendment. */
import type { Happened } from '../../../events/event.ts'
import type { planDrafted } from '../../../events/plan.ts'
import type { PlanState } from '../plan.ts'
import { amendmentsOf, asWritten } from './change.ts'

export function copyOf(plan: PlanState, planId: string): Happened<typeof planDrafted>['data'] {
  const { issuerUnit, fileName, sourceSha256, header, recipients, policy } = plan
  return {
    planId,
    issuerUnit,
    amends: plan.planId,
    copiedAfter: amendmentsOf(plan).length,
    fileName,
    sourceSha256,
    header,
    recipients,
    tasks: plan.tasks.map(asWritten),
    findings: [],
    policy,
  }
}
