/** The operator's program, run in this process on the machine of the test. */
import type { AddressInfo } from 'node:net'
import { vi } from 'vitest'
import { controlServer } from '../../../../cli/control.ts'
import { writeRunning } from '../../../../cli/machine.ts'
import { main } from '../../../../cli/thidua.ts'
import type { Running } from '../../../../cli/world.ts'
import type { Product } from './product.ts'

export interface CliRun {
  /** Exit code. */
  readonly code: number
  readonly output: string
  readonly errors: string
}

export interface CliPlace extends Pick<Product, 'machine' | 'stateDir'> {
  /** Address of the machine's control door, whose token is `a-token`. */
  readonly control?: string
  /** What the machine has written down about itself, where it is not the truth. */
  readonly running?: Running
  /** False where no machine ever ran in the folder. */
  readonly isRunning?: boolean
}

export async function runCli(place: CliPlace, ...argv: readonly string[]): Promise<CliRun> {
  const { machine, stateDir, isRunning = true } = place
  const door = place.control === undefined ? await openControl(place) : undefined
  const control = place.control ?? door?.address ?? ''
  if (isRunning) writeRunning(place.running ?? { ...machine.running, control, controlToken: 'a-token' }, stateDir)
  process.env.THIDUA_STATE = stateDir
  const lines: Record<'log' | 'error', string[]> = { log: [], error: [] }
  const spies = (['log', 'error'] as const).map((kind) =>
    vi.spyOn(console, kind).mockImplementation((line: unknown) => void lines[kind].push(String(line))),
  )
  const written = (['stdout', 'stderr'] as const).map((stream) => vi.spyOn(process[stream], 'write').mockImplementation(() => true))
  try {
    const code = await main(argv)
    return { code, output: lines.log.join('\n'), errors: lines.error.join('\n') }
  } finally {
    for (const spy of [...spies, ...written]) spy.mockRestore()
    door?.close()
  }
}

/** The machine's own door, which says what time it is there. */
async function openControl({ machine }: CliPlace): Promise<{ readonly address: string; readonly close: () => void }> {
  const server = controlServer(machine.cloud, 'a-token')
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}`, close: () => server.close() }
}
