/** Whom one may sign in as on the machine that has just been started. */
import type { Unit } from '../shared/directory/model.ts'
import type { Directory } from '../shared/directory/snapshot.ts'

export interface SignIns {
  readonly officer: string
  readonly schoolClerk: string
  readonly officeClerk: string
}

export function whoSignsIn(directory: Directory): SignIns {
  return {
    officer: emailOf(directory, 'officer'),
    // What answers to the Sở itself is no school unless it teaches: there is a journal among them.
    schoolClerk: emailOf(directory, 'clerk', ({ type, levels = [] }) => type === 'dvtt' && levels.length > 0),
    officeClerk: emailOf(directory, 'clerk', ({ type }) => type === 'pgd'),
  }
}

function emailOf(directory: Directory, role: 'officer' | 'clerk', isMeant: (unit: Unit) => boolean = () => true): string {
  const holds = (one: Directory['people'][number]['roles'][number]) => {
    const unit = directory.unit(one.unit)
    return one.role === role && unit !== undefined && isMeant(unit)
  }
  const email = directory.people.find((person) => person.roles.some(holds))?.email
  if (email === undefined) throw new Error(`the sample directory has no ${role}`)
  return email
}
