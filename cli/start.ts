/**
 * `npm start`: the whole system on this machine, with a sample directory and a sample plan that has just been issued. Its clock starts
 * on the plan's first day and runs on from there; `npx thidua clock` shows and moves it. State is kept under `.thidua/`.
 */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { relative } from 'node:path'
import { parseArgs } from 'node:util'
import { sampleDirectory } from '../shared/directory/sample/index.ts'
import type { Directory } from '../shared/directory/snapshot.ts'
import { buildPortal } from '../web/build.ts'
import { instantOfWord } from './clock.ts'
import { keepClock, keptClock, rememberClock } from './clock-file.ts'
import { controlServer } from './control.ts'
import { hasPortal, type ProductMachine, startMachine, writeRunning } from './machine.ts'
import { lineOf } from './output.ts'
import { fillMachine } from './seed.ts'
import { whoSignsIn } from './sign-ins.ts'
import { untilStopped } from './until-stopped.ts'
import { stateFolder } from './world.ts'

/** 09:00 in Hà Nội on the day of the sample plan. */
const SAMPLE_START = '2021-01-18T02:00:00.000Z'

const HELP = `npm start -- [options]

  --api PORT       portal and API (default 8080)
  --inbox PORT     mail inbox     (default 8025)
  --identity PORT  sign-in        (default 8090)
  --endpoint PORT  AWS endpoint   (default 4566)
  --clock WHEN     "sample": the sample plan's first day (default); "real"; or an instant. A machine that was
                   started before goes on from where its clock stood.
  --empty          no sample directory and no sample plan
  --help

The environment variable THIDUA_STATE names the folder of the machine's state, here and for npx thidua (default .thidua):
with another folder and other ports a second machine runs beside the first.`

const flags = {
  api: { type: 'string', default: '8080' },
  inbox: { type: 'string', default: '8025' },
  identity: { type: 'string', default: '8090' },
  endpoint: { type: 'string', default: '4566' },
  clock: { type: 'string', default: 'sample' },
  empty: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

async function start(): Promise<void> {
  const { values } = parseArgs({ options: flags })
  if (values.help) return console.log(HELP)
  const begun = performance.now()
  const stateDir = stateFolder()
  const ports = {
    api: portOf(values.api),
    inbox: portOf(values.inbox),
    identity: portOf(values.identity),
    endpoint: portOf(values.endpoint),
  }
  console.log('  portal: building')
  await buildPortal()
  const machine = await startMachine({
    stateDir,
    ports,
    clock: { kind: 'real', offsetMs: keptClock(stateDir) ?? offsetOf(values.clock) },
    progress: (sentence) => console.log(`  ${sentence}`),
    warn: (sentence) => console.error(`  ${sentence}`),
  })
  rememberClock(machine.cloud.clock, stateDir)
  const directory = sampleDirectory()
  if (!values.empty) await fillMachine(machine.world, directory)
  const control = await openControl(machine, stateDir)
  announce(machine, stateDir, directory, performance.now() - begun)
  const ending = await untilStopped(machine.cloud.dynamodb.ended)
  control.close()
  await machine.stop()
  // Whoever deleted the folder meanwhile wants to begin anew.
  if (existsSync(stateDir)) keepClock(stateDir, machine.cloud.clock.now())
  if (ending === 'database')
    throw new Error('The database (Java) has ended, and the machine with it. Everything is kept: start it again with `npm start`.')
}

function portOf(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`${text} is no port: choose a number from 1 to 65535.`)
  return port
}

/** Milliseconds by which the machine's clock differs from the real one. */
function offsetOf(when: string): number {
  if (when === 'real') return 0
  const instant = when === 'sample' ? SAMPLE_START : instantOfWord(when)
  if (instant === undefined)
    throw new Error(`--clock ${when} is neither "sample" nor "real" nor an instant such as 2021-01-18T09:00:00+07:00.`)
  return Date.parse(instant) - Date.now()
}

async function openControl(machine: ProductMachine, stateDir: string) {
  const controlToken = randomBytes(24).toString('base64url')
  const control = controlServer(machine.cloud, controlToken)
  await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve))
  const { port } = control.address() as AddressInfo
  writeRunning({ ...machine.running, control: `http://127.0.0.1:${port}`, controlToken }, stateDir)
  return control
}

function announce({ running, cloud }: ProductMachine, stateDir: string, directory: Directory, milliseconds: number): void {
  const now = new Intl.DateTimeFormat('vi-VN', { dateStyle: 'full', timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' }).format(
    cloud.clock.now(),
  )
  const { officer, schoolClerk, officeClerk } = whoSignsIn(directory)
  console.log(`
thidua is up (${(milliseconds / 1_000).toFixed(1)} s). Its clock: ${now} (giờ Hà Nội); move it with: npx thidua clock 2021-03-01

  ${hasPortal() ? 'portal ' : 'API    '}  ${running.portal}${hasPortal() ? '' : '/api'}
  inbox    ${running.inbox}
  sign-in  ${running.issuer}, any address of the sample directory, the code comes to the inbox:
           officer       ${officer}
           school clerk  ${schoolClerk}
           office clerk  ${officeClerk}

Ctrl+C stops it; everything is kept under ${relative(process.cwd(), stateDir)}/ (delete that folder to begin anew).`)
}

start().catch((error: unknown) => {
  console.error(lineOf(error))
  if (process.env.DEBUG !== undefined) console.error(error)
  process.exit(1)
})
