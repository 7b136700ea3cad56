/** A browser sends a request again under the same key; whatever it asked for is done once. */
import type { Report } from './invariant.ts'
import type { Logged } from './ledger.ts'

/** The ids the story gives its requests: `<key>/<attempt>`. */
export const requestId = (key: string, attempt: number): string => `${key}/${attempt}`

export function commandsOf(report: Report): { add(event: Logged): void } {
  const doneBy = new Map<string, string>()
  return {
    add({ metadata }) {
      const [key, attempt] = metadata.causationId.split('/')
      if (key === undefined || attempt === undefined) return
      const work = `${key} on ${metadata.stream}`
      const by = doneBy.get(work) ?? metadata.causationId
      if (by !== metadata.causationId) report('commands', `${work} was done by ${by} and again by ${metadata.causationId}`)
      doneBy.set(work, by)
    },
  }
}
