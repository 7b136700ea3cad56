/** An upload is offered, and ends once. What it deserves is known to whoever made the file. */

import type { Report } from './invariant.ts'
import type { Logged } from './ledger.ts'

export type Deserved = 'attached' | 'refused' | 'expired'

export interface Uploads {
  /** What should become of it, as soon as that is known. */
  deserves(uploadId: string, end: Deserved): void
  add(event: Logged): void
  atEnd(): void
  readonly counts: Record<Deserved | 'offered', number>
}

const ends: Readonly<Record<string, Deserved>> = {
  'assignment.file-attached': 'attached',
  'assignment.file-refused': 'refused',
  'assignment.upload-expired': 'expired',
}

export function uploadsOf(report: Report): Uploads {
  const open = new Set<string>()
  const deserved = new Map<string, Deserved>()
  const ended = new Map<string, Deserved>()
  const counts = { offered: 0, attached: 0, refused: 0, expired: 0 }

  function end(uploadId: string, how: Deserved): void {
    if (!open.delete(uploadId))
      report('uploads', `${uploadId} was ${how}, but was not waiting for an end (${ended.get(uploadId) ?? 'never offered'})`)
    ended.set(uploadId, how)
    counts[how] += 1
  }

  return {
    counts,
    deserves: (uploadId, how) => void deserved.set(uploadId, how),
    add(event) {
      if (event.name === 'assignment.upload-offered') {
        open.add(event.data.upload.uploadId)
        counts.offered += 1
      }
      const how = ends[event.name]
      if (how !== undefined && 'uploadId' in event.data) end(event.data.uploadId, how)
    },
    atEnd() {
      for (const uploadId of open) report('uploads', `${uploadId} is still waiting for an end`)
      for (const [uploadId, how] of ended) {
        // Never sent at all: nobody said what it deserves.
        const due = deserved.get(uploadId) ?? 'expired'
        if (how !== due) report('uploads', `${uploadId} was ${how}, but deserved to be ${due}`)
      }
    },
  }
}
