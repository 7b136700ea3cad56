/** The twin of the registers. */
import type { Registers } from '../ports.ts'
import { LIST_PAGE_ENTRIES_MAX } from '../ports.ts'

export function memoryRegisters(): Registers {
  const registers = new Map<string, Map<string, { readonly row: string; readonly version: number }>>()
  return {
    async enter(register, sort, row, version) {
      const known = registers.get(register) ?? new Map()
      registers.set(register, known)
      if ((known.get(sort)?.version ?? 0) <= version) known.set(sort, { row, version })
    },
    async rows(register, { from = '', to, after, entriesMax = LIST_PAGE_ENTRIES_MAX } = {}) {
      const sorted = [...(registers.get(register) ?? [])]
        .filter(([sort]) => sort >= from && (to === undefined || sort < to) && (after === undefined || sort > after))
        .sort(([left], [right]) => (left < right ? -1 : 1))
      const items = sorted.slice(0, entriesMax)
      return { items: items.map(([, { row }]) => row), next: items.length < sorted.length ? items.at(-1)?.[0] : undefined }
    },
  }
}
