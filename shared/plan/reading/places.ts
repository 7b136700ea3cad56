import type { ReadHeader } from './header.ts'
import type { Piece } from './lines.ts'
import type { Source } from './normalise.ts'
import type { ReadTask } from './tasks.ts'
import type { Due, Span } from './types.ts'

type Sure = { readonly sure: number }

export type Readings = {
  readonly read: ReadHeader
  readonly tasks: readonly ReadTask[]
  readonly recipients: readonly Sure[]
  readonly duties: readonly Sure[]
}

const INFERRED_YEAR = 0.8
const UNEVEN_ROW = 0.6

/** Collects where fields stand, in offsets of the text as it was given. */
export class Places {
  readonly spans: Record<string, Span[]> = {}
  readonly #source: Source

  constructor(source: Source) {
    this.#source = source
  }

  add(path: string, piece: Piece): void {
    if (piece.at.length === 0) return
    this.spans[path] = piece.at.map(({ start, end }) => ({ start: this.#source.origin(start), end: this.#source.origin(end) }))
  }

  addAll(path: string, pieces: Readonly<Record<string, Piece>>): void {
    for (const [field, piece] of Object.entries(pieces)) this.add(`${path}.${field}`, piece)
  }

  confidence({ read, tasks, recipients, duties }: Readings): Record<string, number> {
    const out: Record<string, number> = {}
    const put = (path: string, value: number) => {
      if (value < 1) out[path] = value
    }
    put('header.issuer', read.issuer.confidence)
    if (read.header.placeNormalized !== undefined) put('header.place', 0.7)
    if (read.header.title === null) put('header.title', 0)
    tasks.forEach((t, i) => {
      put(`tasks[${i}].due`, dueConfidence(t.task.due))
      if (t.uneven) for (const field of ['content', 'executingText', 'coordinatingText']) put(`tasks[${i}].${field}`, UNEVEN_ROW)
      put(`tasks[${i}].kinds`, t.task.kinds.length === 0 ? 0 : 1)
    })
    recipients.forEach((r, i) => {
      put(`recipients[${i}].kind`, r.sure)
    })
    duties.forEach((d, i) => {
      put(`bodyObligations[${i}]`, d.sure)
    })
    return out
  }
}

function dueConfidence(due: Due): number {
  if (due.kind === 'unread') return 0
  if (due.kind === 'missing') return 1
  return due.yearInferredFor === undefined ? 1 : INFERRED_YEAR
}
