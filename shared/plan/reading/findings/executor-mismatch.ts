import { fold } from '../fold.ts'
import type { Task } from '../types.ts'
import { levelOf, splitUnits } from '../units.ts'
import { type Draft, onTask, type Rule } from './rule.ts'

/** "Các trường gửi …" in the content, another kind of unit in the cell: who owes it must be settled before anyone is told. */
const subject =
  /^((?:cac |nhung )*(?:phong|truong|don vi|so|trung tam|cum|hoi dong|cong doan)[^.;:]{0,80}?)\s+(?:gui|nop|dang ky|nhap|bao cao|lap)\b/

export const executorMismatch: Rule = {
  code: 'executor-mismatch',
  severity: 'confirm',
  find: ({ reading }) => reading.tasks.flatMap(mismatch),
}

function mismatch(task: Task): Draft[] {
  const match = subject.exec(fold(task.content))
  if (match?.[1] === undefined || task.executing.length === 0) return []
  const named = splitUnits(task.content.slice(0, match[1].length))
  const asked = named.map((text) => ({ text, kind: kindOf(text) })).filter((u) => u.kind !== undefined)
  const charged = new Set(task.executing.map(kindOf))
  const left = asked.filter((u) => !charged.has(u.kind))
  if (left.length === 0) return []
  const names = left.map((u) => u.text).join(', ')
  const say = left.length < asked.length ? 'incomplete' : undefined
  return [
    onTask(
      task,
      { named: names, executing: task.executing.join('; '), ...(say === undefined ? {} : { adds: names }) },
      { field: 'executingText', ...(say === undefined ? {} : { say }) },
    ),
  ]
}

/** "các đơn vị" alone can be anyone and agrees with every cell. */
function kindOf(unit: string): string | undefined {
  return levelOf(unit) ?? (/don vi (?:truc )?thuoc/.test(fold(unit)) ? 'attached' : undefined)
}
