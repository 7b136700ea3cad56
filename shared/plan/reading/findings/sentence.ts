import type { Finding } from '../types.ts'
import type { Draft, Rule } from './rule.ts'
import type { Words } from './sentences.vi.ts'

/** A draft whose tasks have their names. */
export type NamedDraft = Omit<Draft, 'values'> & { readonly values: Finding['values'] }

/** Puts a draft into the officer's words. The id stands on the rule and the source text, so it survives a re-reading. */
export function finish(rule: Pick<Rule, 'code' | 'severity'>, draft: NamedDraft, words: Words): Finding {
  return {
    id: `${rule.code}:${hash(`${draft.field ?? ''}|${draft.anchor}`)}`,
    code: rule.code,
    severity: draft.severity ?? rule.severity,
    ...(draft.task === undefined ? {} : { task: draft.task.tt }),
    ...(draft.relatedTasks === undefined ? {} : { relatedTasks: draft.relatedTasks }),
    ...(draft.field === undefined ? {} : { field: draft.field }),
    sentence: fill(words.sentence, draft.values),
    suggestion: words.suggestion === null ? null : fill(words.suggestion, draft.values),
    values: draft.values,
  }
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '…')
}

/** FNV-1a: short, stable, no dependency; nothing secret hangs on it. */
export function hash(text: string): string {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0
  return h.toString(16).padStart(8, '0')
}
