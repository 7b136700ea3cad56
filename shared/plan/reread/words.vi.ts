/** Values of fields as the list of kept and lost decisions shows them. */
import type { Due } from '../../../events/plan.ts'
import { dateText } from '../../time/vietnamese.ts'

export function dueWords(due: Due | null): string {
  if (due?.to == null) return due?.from == null ? 'không có ngày' : `từ ngày ${dateText(due.from)}`
  const until = `${due.toTime === undefined ? bounds[due.toBound ?? 'inclusive'] : `trước ${due.toTime}`} ngày ${dateText(due.to)}`
  return due.from == null ? until : `từ ngày ${dateText(due.from)} ${until}`
}

const bounds = { exclusive: 'trước', inclusive: 'đến hết' } as const
