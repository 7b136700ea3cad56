/** `kill -9` of everything in the middle of telling hundreds of units, Node and Java alike. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { beforeAll, expect, test } from 'vitest'
import { type ProductMachine, startMachine } from '../../../cli/machine.ts'
import { verifyAll } from '../../../cli/verify.ts'
import { productAssembly } from '../../assembly.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { issueMailsOf } from './support/faults.ts'
import { mailsOf } from './support/mails.ts'
import { START } from './support/product.ts'

/** Nine departments and five of the directorate. */
const RECIPIENTS_BESIDE_UNITS = 9 + 5
const KILL_MS_MAX = 150_000
/** The machine's own grace for work that was under way, and then some. */
const AFTER_RESTART_MS = 30_000
/** Until every report of SES is on record, lost races included. */
const REPORTED_MS = 10 * 60_000

let assembly: string
beforeAll(async () => {
  assembly = await productAssembly()
}, 60_000)

/** Where in the fan-out: while notices are still being written, and while mails go out. */
test.each([
  { mails: 1, units: 60 },
  { mails: 70, units: 170 },
])(
  'killed after $mails mails to $units units and started again, the machine has told everybody exactly once, and its log verifies',
  async ({ mails, units }) => {
    const stateDir = temporaryFolder()
    const recipients = units + RECIPIENTS_BESIDE_UNITS
    const { planId, sent, clock } = await runAndKill(stateDir, mails, units)
    expect(sent).toBeLessThan(recipients)
    // The downtime was short: no visibility timeout and no claim would have run out by itself.
    const machine = await startMachine({ assembly, stateDir, clock: { kind: 'held', at: clock + 2_000 } })
    try {
      await machine.cloud.settle()
      await machine.cloud.advanceTo(machine.cloud.clock.now() + AFTER_RESTART_MS)
      const state = () => issueMailsOf({ machine, mails: () => mailsOf(machine.cloud) }, planId)
      expect(await state()).toMatchObject({ sent: recipients, twice: [] })
      await machine.cloud.advanceTo(machine.cloud.clock.now() + REPORTED_MS)
      expect(await state()).toEqual({ deliveries: { delivered: recipients }, sent: recipients, twice: [] })
      expect(recipientsOf(machine).size).toBe(recipients)
      expect(await verifyAll(machine.world)).toMatchObject({ faults: [] })
    } finally {
      await machine.stop()
    }
  },
  KILL_MS_MAX,
)

function recipientsOf({ cloud }: ProductMachine): ReadonlySet<string> {
  return new Set([...cloud.mail.accepted()].map(({ recipients }) => recipients.join()))
}

/** Starts a machine of its own process group and kills the group when so many mails are out. */
async function runAndKill(stateDir: string, mails: number, units: number) {
  const script = join(import.meta.dirname, 'support/machine-to-kill.ts')
  const child = spawn(process.execPath, [script, assembly, stateDir, new Date(START).toISOString(), String(units)], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let planId = ''
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const [word, first = '', second = ''] = line.split(' ')
      if (word === 'issued') planId = first
      if (word === 'sent' && Number(first) >= mails) return { planId, sent: Number(first), clock: Date.parse(second) }
    }
    throw new Error('the machine ended by itself')
  } finally {
    await killGroup(child)
  }
}

async function killGroup(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  await ended
}
