/**
 * A draft and the plans above it: which it cites, which of their tasks its issuing fulfils, and where its dates leave its superior no
 * time. All of it is said as findings of the draft, so the officer decides before anything is linked.
 */
import type { Happened } from '../../../events/event.ts'
import type { PlanFinding, PlanTask, planDrafted } from '../../../events/plan.ts'
import { isUnitId } from '../../directory/model.ts'
import type { Directory } from '../../directory/snapshot.ts'
import { stateOf, streamOf } from '../../log/command.ts'
import type { EventStore } from '../../ports.ts'
import { dateText } from '../../time/vietnamese.ts'
import { plansAbove } from '../concerning.ts'
import { windowIn } from '../deadline.ts'
import { tasksAskedOf } from '../duties.ts'
import type { PlanRow } from '../list.ts'
import type { PlanState } from '../plan.ts'
import { compareWithParent } from '../reading/findings/cascade.ts'
import { hash } from '../reading/findings/sentence.ts'
import { labelOf } from '../sentences.vi.ts'
import { type CitedPlan, type Citing, citedPlans } from './cited.ts'
import { isAnsweredBy, type OwnPlan, ownPlanTasks } from './own-plan.ts'
import {
  answeredSuggestion,
  doubtfulSentence,
  doubtfulSuggestion,
  dutySentence,
  foundSentence,
  foundSuggestion,
  type ParentFacts,
  periodSentence,
  selfSentence,
  unclearSentence,
  unclearSuggestion,
} from './sentences.vi.ts'

/** Of a quotation in a sentence. */
const QUOTED_CHARACTERS_MAX = 200

/** What must be known of a draft. */
export type Draft = Citing & OwnPlan & Pick<Happened<typeof planDrafted>['data'], 'tasks' | 'findings' | 'policy'>

/** The draft with what it has to do with the plans above it added to its findings; two or three reads. `date` is today, in Hà Nội. */
export async function withParents<Given extends Draft>(
  draft: Given,
  store: EventStore,
  directory: Directory,
  date: string,
): Promise<Given> {
  const cited = citedPlans(draft, await plansAbove(draft.issuerUnit, store, directory, date))
  const parents = await store.loadMany(cited.map(({ plan }) => streamOf('plan', plan.planId)))
  const linked = cited.flatMap((one, index) => {
    const state = stateOf<PlanState>(parents[index])
    return state === undefined ? [] : [{ ...one, state }]
  })
  const findings = linked.flatMap((one) => linkFindings(draft, one, directory, date))
  return { ...draft, findings: [...draft.findings, ...findings, ...selfFindings(draft, directory, date)] }
}

/** What one cited plan means for the draft. */
export function linkFindings(draft: Draft, cited: CitedPlan & { readonly state: PlanState }, directory: Directory, date: string) {
  const { plan, state } = cited
  const facts = parentFacts(plan, state, directory)
  return [
    parentFinding(draft, cited, facts),
    ...dutyFindings(draft, state, facts, directory, date),
    ...lateFindings(draft, state, directory, date),
  ]
}

function parentFacts(plan: PlanRow, state: PlanState, directory: Directory): ParentFacts {
  const issuer = (isUnitId(plan.issuerUnit) ? directory.unit(plan.issuerUnit)?.name : undefined) ?? state.header.issuer
  return { number: plan.number, date: dateText(plan.date), issuer }
}

function parentFinding(
  draft: Draft,
  { plan, basis, doubt, state }: CitedPlan & { readonly state: PlanState },
  facts: ParentFacts,
): PlanFinding {
  const quoted = shortened(basis)
  const theme = state.themes?.find(({ year }) => year === draft.header.year)?.text
  const certain = basis === '' ? periodSentence(facts, theme && shortened(theme)) : foundSentence(facts, quoted)
  return {
    findingId: `parent:${hash(plan.planId)}`,
    code: doubt === undefined ? 'parent-found' : 'parent-doubtful',
    severity: doubt === undefined ? 'info' : 'confirm',
    about: 'bases',
    sentence: doubt === undefined ? certain : doubtfulSentence(facts, quoted, doubt),
    suggestion: doubt === undefined ? foundSuggestion : doubtfulSuggestion,
    facts: { parentPlanId: plan.planId, parentIssuer: plan.issuerUnit, basis: basis === '' ? plan.number : basis },
  }
}

function dutyFindings(draft: Draft, parent: PlanState, facts: ParentFacts, directory: Directory, date: string): PlanFinding[] {
  return ownPlanTasks(parent, draft.issuerUnit, directory, date).map((task) => {
    const lastDay = windowIn(parent, task)?.lastDay
    const [label, content] = [labelOf(task).toLowerCase(), shortened(task.content)]
    return isAnsweredBy(task, draft)
      ? answered(parent, task, dutySentence(facts, label, content, lastDay !== undefined && lastDay < draft.header.date))
      : unclear(parent, task, unclearSentence(facts, label, content))
  })
}

/** A plan may ask its issuer for itself: "Phòng GDĐT; Cụm thi đua: xây dựng kế hoạch năm 2023". */
function selfFindings(draft: Draft, directory: Directory, date: string): PlanFinding[] {
  return ownPlanTasks(draft, draft.issuerUnit, directory, date)
    .filter((task) => isAnsweredBy(task, draft))
    .map((task) => answered(draft, task, selfSentence(labelOf(task).toLowerCase(), shortened(task.content))))
}

const asked = ({ planId }: { readonly planId: string }, { key }: PlanTask) => ({
  findingId: `own-plan:${hash(`${planId}|${key}`)}`,
  about: 'bases',
  facts: { asksPlan: planId, asksTask: key },
})

function answered(asking: { readonly planId: string }, task: PlanTask, sentence: string): PlanFinding {
  return { ...asked(asking, task), code: 'own-plan-answered', severity: 'info', sentence, suggestion: answeredSuggestion }
}

function unclear(asking: { readonly planId: string }, task: PlanTask, sentence: string): PlanFinding {
  return { ...asked(asking, task), code: 'own-plan-unclear', severity: 'confirm', sentence, suggestion: unclearSuggestion }
}

/** The draft's dates against those by which its unit itself must hand in above. */
function lateFindings(draft: Draft, parent: PlanState, directory: Directory, date: string): PlanFinding[] {
  if (parent.issuerUnit === draft.issuerUnit) return []
  const owed = tasksAskedOf(draft.issuerUnit, parent, directory, date)
  return compareWithParent(draft.tasks, owed).map(({ key, id, code, severity, sentence, suggestion, values }) => ({
    ...{ findingId: id, code, severity, about: key, sentence, suggestion: suggestion ?? undefined },
    facts: { ...values, comparedWith: parent.planId },
  }))
}

function shortened(text: string): string {
  return text.length <= QUOTED_CHARACTERS_MAX ? text : `${text.slice(0, QUOTED_CHARACTERS_MAX).trimEnd()}…`
}
