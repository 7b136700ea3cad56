import { anchorOf, type Rule } from './rule.ts'
import { is, topicOf } from './topic.ts'

/** The council cannot review what has not been handed in: the first meeting of the year must follow the last dossier. */
export const councilBeforeDossier: Rule = {
  code: 'council-before-dossier',
  severity: 'confirm',
  find: ({ reading }) => {
    const year = reading.tasks.filter((t) => t.due.to != null && topicOf(t) === 'year')
    const council = year.find((t) => is(t, 'council-meeting'))
    if (council?.due.to == null) return []
    const held = council.due.to
    const late = year.filter(
      (t) => is(t, 'dossier', 'dossier-supplement', 'self-assessment-report') && t !== council && (t.due.to ?? '') >= held,
    )
    return late.map((t) => ({
      task: council,
      relatedTasks: [t.tt],
      field: 'deadlineText',
      anchor: `${anchorOf(council)}|${anchorOf(t)}`,
      values: { tt: council, council: council.deadlineText ?? '', dossier: t, due: t.deadlineText ?? '' },
    }))
  },
}
