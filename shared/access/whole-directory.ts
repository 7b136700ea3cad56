/** The directory has no owner of its own: it belongs to the unit at the top, because whoever writes it says who holds which role. */
import { isUnitId } from '../directory/model.ts'
import type { Directory } from '../directory/snapshot.ts'
import type { Resource } from './may.ts'

/** `unit` is anyone's; `date` is the day on which the tree is asked. */
export function wholeDirectory(directory: Directory, unit: string, date: string): Resource {
  const top = isUnitId(unit) ? directory.asOf(date).ancestorsOf(unit).at(-1) : undefined
  return { unit: top?.id ?? unit }
}
