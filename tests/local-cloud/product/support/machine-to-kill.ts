/** A machine to be killed: issues the sample plan to many and tells how many mails SES has taken, until somebody kills it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { issueDocument } from '../../../../cli/issue.ts'
import { startMachine } from '../../../../cli/machine.ts'
import { seedDirectory } from '../../../../cli/seed.ts'
import { sampleDirectory } from '../../../../shared/directory/sample/index.ts'
import { directoryOf } from '../../../../shared/directory/snapshot.ts'

const LOOK_AGAIN_MS = 10
const SO = 'unt_so-gddt-ha-noi'

const [assembly = '', stateDir = '', start = '', units = ''] = process.argv.slice(2)
const sample = sampleDirectory({ units: Number(units) })
// Only those who are told matter here.
const people = sample.people.filter((person) => person.roles.some((role) => role.unit === SO))
const told = sample.units.filter((unit) => ['so', 'vp-so', 'phong-so', 'pgd', 'dvtt'].includes(unit.type))
const machine = await startMachine({ assembly, stateDir, clock: { kind: 'real', offsetMs: Date.parse(start) - Date.now() } })
await seedDirectory(machine.world.store, directoryOf(told, [], people), new Date().toISOString())
const officer = people.find((person) => person.roles.some((role) => role.role === 'officer'))?.email ?? ''
const bytes = readFileSync(join(import.meta.dirname, '../../../../cli/sample/ke-hoach-mau.txt'))
const plan = await issueDocument(machine.world, { fileName: 'ke-hoach.txt', bytes, officer, confirm: 'Đã xem' })
process.stdout.write(`issued ${plan.planId}\n`)
for (let last = -1; ; await delay(LOOK_AGAIN_MS)) {
  const sent = [...machine.cloud.mail.accepted()].length
  if (sent !== last) process.stdout.write(`sent ${sent} ${new Date().toISOString()}\n`)
  last = sent
}
