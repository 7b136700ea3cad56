/** A text cut where fields begin and end, so that each piece is either plain or stands for one field. */

export interface Piece {
  readonly start: number
  readonly text: string
  /** `header.date`, `recipients.2`, `tasks.8.content`; where fields lie in each other, the innermost. */
  readonly field?: string
}

type Spans = Readonly<Record<string, readonly { readonly start: number; readonly end: number }[]>>

export function piecesOf(text: string, spans: Spans): readonly Piece[] {
  const places = Object.entries(spans)
    .flatMap(([field, of]) => of.map(({ start, end }) => ({ field, start, end })))
    .filter(({ start, end }) => start < end && end <= text.length)
    .toSorted((one, other) => one.end - one.start - (other.end - other.start))
  const cuts = [...new Set([0, text.length, ...places.flatMap(({ start, end }) => [start, end])])].toSorted((one, other) => one - other)
  return cuts.slice(0, -1).map((start, index) => ({
    start,
    text: text.slice(start, cuts[index + 1]),
    field: places.find((place) => place.start <= start && start < place.end)?.field,
  }))
}

/** What a field belongs to on the other side of the page: the task, the recipients, or the header. */
export function groupOf(field: string): string {
  const [list = '', key = '', rest] = /^(tasks)\.(.+)\.\w+$/.exec(field)?.slice(1) ?? field.split('.')
  return list === 'tasks' && key !== '' ? `tasks.${key}` : rest === undefined ? list : `${list}`
}

/** Where a group stands among the fields. */
export function anchorOf(group: string): string {
  if (group.startsWith('tasks.')) return `nhiem-vu-${group.slice('tasks.'.length)}`
  return group === 'recipients' ? 'recipients' : 'plan-facts'
}
