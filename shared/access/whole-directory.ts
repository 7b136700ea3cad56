/**
 * The directory has no owner of its own: it belongs to the unit at the top, because whoever writes it says who holds which role. A unit is not
 * at the top because nothing stands over it: a closed one has no place any more, and bodies from outside or beside have none in the tree.
 */
import type { Unit } from '../directory/model.ts'
import type { Directory, DirectoryView } from '../directory/snapshot.ts'
import type { Resource } from './may.ts'

/** `date` is the day on which the tree is asked. Nobody's where no single unit stands at the top: then only the operator writes it. */
export function wholeDirectory(directory: Directory, date: string): Resource {
  const view = directory.asOf(date)
  const tops = view.units.filter((unit) => isTop(unit, view))
  const bodies = tops.filter(({ type }) => type === 'so')
  const [top, ...others] = bodies.length > 0 ? bodies : tops
  return others.length > 0 ? {} : { unit: top?.id }
}

/** What stands over it, if anything does, is outside of this system. */
function isTop(unit: Unit, view: DirectoryView): boolean {
  return unit.type !== 'outside' && view.ancestorsOf(unit.id).every(({ type }) => type === 'outside')
}
