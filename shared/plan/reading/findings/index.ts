import { withoutMarks } from '../marks.ts'
import { rowNames } from '../row-names.ts'
import type { Finding, Task } from '../types.ts'
import { referenceBlank, referenceDate, referenceIssuer, referenceNumber } from './appendix-reference.ts'
import { bodyDate } from './body-date.ts'
import { councilBeforeDossier } from './council-before-dossier.ts'
import { deadlineBeforePlan } from './deadline-before-plan.ts'
import { deadlineHoliday } from './deadline-holiday.ts'
import { deadlineHour } from './deadline-hour.ts'
import { deadlineMissing } from './deadline-missing.ts'
import { deadlineNotRead } from './deadline-not-read.ts'
import { deadlineOrder } from './deadline-order.ts'
import { deadlineProvisional } from './deadline-provisional.ts'
import { deadlineWeekend } from './deadline-weekend.ts'
import { deadlineYearInferred } from './deadline-year-inferred.ts'
import { dutyConflict } from './duty-conflict.ts'
import { dutyDueNotRead, dutyYearInferred } from './duty-due.ts'
import { executorMismatch } from './executor-mismatch.ts'
import { executorOutside } from './executor-outside.ts'
import { anniversary, councilTerm, partyCongress, resultsYear } from './facts.ts'
import { hostMismatch } from './host-mismatch.ts'
import { basisDate, lawName, lawNotInForce } from './law.ts'
import { leadTime } from './lead-time.ts'
import { nestedAfterMain } from './nested-after-main.ts'
import { noMargin } from './no-margin.ts'
import { onlyInAppendix, partMissing } from './part-missing.ts'
import { recipientMissing, recipientSelf } from './recipients.ts'
import type { Draft, Plan, Rule } from './rule.ts'
import { lateForSchoolYear, schoolYearMismatch, schoolYearTerm } from './school-year.ts'
import { scopeCopied } from './scope-copied.ts'
import { sectionGap } from './section-gap.ts'
import { finish } from './sentence.ts'
import { sentences, type Words } from './sentences.vi.ts'
import { spelling } from './spelling.ts'
import { columnMissing, rowNumbers, rowUneven, textOutsideRows } from './table-shape.ts'
import { titleScope } from './title-scope.ts'
import { coordinatorSuperior, councilAmbiguous, executorMissing, superiorOffice } from './unit-doubts.ts'

export const rules: readonly Rule[] = [
  partMissing,
  onlyInAppendix,
  referenceBlank,
  referenceDate,
  referenceIssuer,
  referenceNumber,
  columnMissing,
  rowUneven,
  rowNumbers,
  textOutsideRows,
  deadlineMissing,
  deadlineNotRead,
  deadlineBeforePlan,
  deadlineYearInferred,
  deadlineProvisional,
  deadlineHour,
  dutyDueNotRead,
  dutyYearInferred,
  bodyDate,
  nestedAfterMain,
  councilBeforeDossier,
  leadTime,
  noMargin,
  dutyConflict,
  lateForSchoolYear,
  schoolYearMismatch,
  schoolYearTerm,
  executorMissing,
  executorMismatch,
  executorOutside,
  hostMismatch,
  councilAmbiguous,
  coordinatorSuperior,
  superiorOffice,
  recipientSelf,
  recipientMissing,
  scopeCopied,
  titleScope,
  sectionGap,
  lawName,
  lawNotInForce,
  basisDate,
  resultsYear,
  anniversary,
  partyCongress,
  councilTerm,
  deadlineHoliday,
  deadlineOrder,
  deadlineWeekend,
  spelling,
]

const PER_RULE_MAX = 200

/** Everything the officer must look at, in the order of the rules; ids are unique and do not move when other rows do. */
export function findFindings(plan: Plan): Finding[] {
  const used = new Map<string, number>()
  const names = rowNames(plan.reading.tasks)
  const deadlines = new Set([...plan.reading.tasks, ...plan.reading.bodyObligations].map(({ deadlineText }) => deadlineText))
  // A task by its name, a deadline as the draft has it.
  const shownOf = (value: string | Task) => {
    if (typeof value !== 'string') return names[plan.reading.tasks.indexOf(value)] ?? ''
    return deadlines.has(value) ? withoutMarks(value) : value
  }
  return rules.flatMap((rule) =>
    rule
      .find(plan)
      .slice(0, PER_RULE_MAX)
      .map((draft) => {
        const row = draft.task && { row: plan.reading.tasks.indexOf(draft.task) }
        const duty = draft.duty && { duty: plan.reading.bodyObligations.indexOf(draft.duty) }
        const values = Object.fromEntries(Object.entries(draft.values).map(([name, value]) => [name, shownOf(value)]))
        const finding = { ...finish(rule, { ...draft, values }, wordsOf(rule, draft)), ...row, ...duty }
        const again = (used.get(finding.id) ?? 0) + 1
        used.set(finding.id, again)
        return again === 1 ? finding : { ...finding, id: `${finding.id}-${again}` }
      }),
  )
}

function wordsOf({ code }: Rule, { say }: Draft): Words {
  const words = sentences[say === undefined ? code : `${code}.${say}`] ?? sentences[code]
  if (words === undefined) throw new Error(`No sentence for finding ${code}${say === undefined ? '' : `.${say}`}`)
  return words
}
