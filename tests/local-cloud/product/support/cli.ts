/** The operator's program, run in this process on the machine of the test. */
import { vi } from 'vitest'
import { writeRunning } from '../../../../cli/machine.ts'
import { main } from '../../../../cli/thidua.ts'
import type { Product } from './product.ts'

export interface CliRun {
  /** Exit code. */
  readonly code: number
  readonly output: string
  readonly errors: string
}

export async function runCli({ machine, stateDir }: Pick<Product, 'machine' | 'stateDir'>, ...argv: readonly string[]): Promise<CliRun> {
  writeRunning({ ...machine.running, control: machine.running.portal, controlToken: 'none' }, stateDir)
  process.env.THIDUA_STATE = stateDir
  const lines: Record<'log' | 'error', string[]> = { log: [], error: [] }
  const spies = (['log', 'error'] as const).map((kind) =>
    vi.spyOn(console, kind).mockImplementation((line: unknown) => void lines[kind].push(String(line))),
  )
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
  try {
    const code = await main(argv)
    return { code, output: lines.log.join('\n'), errors: lines.error.join('\n') }
  } finally {
    for (const spy of [...spies, stderr]) spy.mockRestore()
  }
}
