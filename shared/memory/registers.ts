/** The twin of the registers. */
import type { Registers } from '../ports.ts'
import { pageOf } from './page.ts'

/** After every sort key: keys are dates and ids. */
const LAST = '\uffff'

export function memoryRegisters(): Registers {
  const registers = new Map<string, Map<string, { readonly row: string; readonly version: number }>>()
  return {
    async enter(register, sort, row, version) {
      const known = registers.get(register) ?? new Map()
      registers.set(register, known)
      if ((known.get(sort)?.version ?? 0) <= version) known.set(sort, { row, version })
    },
    async rows(register, options = {}) {
      const { from = '', to = LAST } = options
      const rows = [...(registers.get(register) ?? [])]
        .filter(([sort]) => sort >= from && sort < to)
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([sort, { row }]) => [sort, row] as const)
      return pageOf(register, [from, to], rows, options)
    },
  }
}
