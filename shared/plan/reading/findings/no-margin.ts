import { levelOf } from '../units.ts'
import { onTask, type Rule } from './rule.ts'
import { is } from './topic.ts'

/** The issuer hands in on the very day its own units do: no time to put their dossiers together. */
export const noMargin: Rule = {
  code: 'no-margin',
  severity: 'confirm',
  find: ({ reading }) => {
    const own = reading.header.issuer === null ? undefined : levelOf(reading.header.issuer)
    if (own === undefined || own === 'school') return []
    return reading.tasks
      .filter(
        (t) =>
          is(t, 'dossier') &&
          t.executing.some((u) => levelOf(u) === own && !/^các/iu.test(u)) &&
          t.executing.some((u) => levelOf(u) === (own === 'department' ? 'district' : 'school')),
      )
      .map((t) => onTask(t, { units: t.executing.join('; ') }))
  },
}
