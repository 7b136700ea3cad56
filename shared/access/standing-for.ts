import { isUnitId } from '../directory/model.ts'
import type { Directory } from '../directory/snapshot.ts'
import { dayOf } from '../time/calendar.ts'

/** The unit itself, or who took over once it is closed: whoever acts for a closed unit acts for nobody where a new thing begins. */
export function standingFor(unit: string, directory: Directory, at: string): string | undefined {
  return isUnitId(unit) ? directory.asOf(dayOf(at)).unit(unit)?.id : undefined
}
