import { fold } from '../fold.ts'
import { levelOf } from '../units.ts'
import { onTask, type Rule } from './rule.ts'

/** Cells that name a unit, but not one the officer can be sure of. */
const order = ['school', 'district', 'department', 'ministry']

function isAbove(unit: string, issuer: string | null): boolean {
  const theirs = levelOf(unit)
  const own = issuer === null ? undefined : levelOf(issuer)
  return (
    theirs !== undefined && own !== undefined && order.includes(theirs) && order.includes(own) && order.indexOf(theirs) > order.indexOf(own)
  )
}

export const coordinatorSuperior: Rule = {
  code: 'coordinator-superior',
  severity: 'info',
  find: ({ reading }) =>
    reading.tasks.flatMap((task) => {
      const unit = task.coordinating.find((u) => isAbove(u, reading.header.issuer))
      return unit === undefined ? [] : [onTask(task, { unit }, { field: 'coordinatingText' })]
    }),
}

const councilWithoutLevel = /^(?:thanh vien )?(?:hoi dong|hd) ?(?:td ?-? ?kt|thi dua ?(?:-|,)? ?khen thuong)$/
const twoLevels = /hoi dong[^.;]*?\b(nganh|quan|huyen|thanh pho|tinh|truong)\s*(?:,|va)\s*(nganh|quan|huyen|thanh pho|tinh|truong)\b/

export const councilAmbiguous: Rule = {
  code: 'council-ambiguous',
  severity: 'confirm',
  find: ({ reading }) =>
    reading.tasks.flatMap((task) => {
      const unit = task.executing.find((u) => councilWithoutLevel.test(fold(u)))
      const levels = twoLevels.exec(fold(task.content))
      return unit === undefined || levels === null
        ? []
        : [onTask(task, { unit, levels: task.content.slice(levels.index, levels.index + levels[0].length) }, { field: 'executingText' })]
    }),
}

export const superiorOffice: Rule = {
  code: 'superior-office',
  severity: 'info',
  find: ({ reading }) => {
    const own = reading.header.issuer === null ? undefined : levelOf(reading.header.issuer)
    if (own !== 'district' && own !== 'school') return []
    return reading.tasks
      .filter((t) => /ve van phong so\b/.test(fold(t.content)))
      .map((t) => onTask(t, { issuer: reading.header.issuer ?? '' }, { field: 'content' }))
  },
}

export const executorMissing: Rule = {
  code: 'executor-missing',
  severity: 'must-fix',
  find: ({ reading }) => reading.tasks.filter((t) => t.executing.length === 0).map((t) => onTask(t, {}, { field: 'executingText' })),
}
