/** The operator's program on a running machine, and what it says when something is missing. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { join } from 'node:path'
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { SendMessageCommand } from '@aws-sdk/client-sqs'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { keepClock, keptClock, rememberClock } from '../../../cli/clock-file.ts'
import { controlServer } from '../../../cli/control.ts'
import { startMachine } from '../../../cli/machine.ts'
import { deadlineNear } from '../../../events/deadline.ts'
import { happen } from '../../../events/event.ts'
import { createClock } from '../../../infra/local/clock.ts'
import { keepToThisMachine } from '../../../infra/local/surroundings.ts'
import { readLog } from '../../../shared/aws/streams.ts'
import { eventKey, stateKey, text } from '../../../shared/aws/table.ts'
import type { PlanState } from '../../../shared/plan/plan.ts'
import type { StreamName } from '../../../shared/ports.ts'
import { fold } from '../../../shared/text/fold.ts'
import { signal } from '../../../shared/time/signal.ts'
import { productAssembly } from '../../assembly.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { removeBoard } from './support/board.ts'
import { runCli } from './support/cli.ts'
import { directUnits, SO, smallDirectory } from './support/directory.ts'
import { type Product, SAMPLE_TEXT, sharedProduct } from './support/product.ts'
import { accepted, assignmentAt, nominee, TEXT_TO_REVIEW } from './support/story.ts'

const ROOT = join(import.meta.dirname, '../../..')
const SAMPLE = join(ROOT, 'cli/sample/ke-hoach-mau.txt')
const LETTER = 'Kính gửi ông Trần Văn Mẫu,\n\nTôi xin hẹn gặp ông vào chiều mai để trao đổi thêm.\n\nTrân trọng.\n'

const productNow = sharedProduct(() => ({ directory: smallDirectory({ districts: 1, direct: 2 }) }))
let product: Product
let plan: PlanState
beforeAll(async () => {
  product = productNow()
  plan = await product.issue(`${SAMPLE_TEXT}\n\n`)
  const [unit = ''] = directUnits
  const work = assignmentAt(plan.planId, '1', unit)
  accepted(await product.as('clerk', unit).send('PUT', `${work}/draft`, { nominees: [nominee('Trần Thị Mẫu')], note: '' }))
  accepted(await product.as('clerk', unit).send('POST', `${work}/submit`))
  await product.settle()
}, 60_000)

const run = (...argv: readonly string[]) => runCli(product, ...argv)

function fileWith(name: string, content: string | Uint8Array): string {
  const file = join(temporaryFolder(), name)
  writeFileSync(file, content)
  return file
}

describe('read', () => {
  test('prints what was understood, for people or as JSON', async () => {
    const plain = await run('read', SAMPLE)
    expect(plain.code).toBe(0)
    for (const part of ['21/KH-SGDĐT', '2021-01-18', 'Ban Giám đốc Sở', 'Trước ngày 26/3/2021']) expect(plain.output).toContain(part)
    const json = await run('read', SAMPLE, '--json')
    expect(json.code).toBe(0)
    expect(JSON.parse(json.output)).toMatchObject({ seed: 'ke-hoach-mau.txt', tasks: expect.any(Array), recipients: expect.any(Array) })
  })

  test('shows what the body asks for too: a plan without an appendix has nothing else', async () => {
    const { code, output } = await run('read', join(ROOT, 'tests/reading/corpus/plans/ldld-khong-phu-luc-2026.txt'))
    expect(code).toBe(0)
    expect(output).toMatch(/^B5 +từ ngày 01\/4 đến ngày 15\/4\/2026 +2026-04-15 +Công đoàn cơ sở trực thuộc: gửi hồ sơ/m)
  })

  test('says in one sentence what it cannot read, and ends with 1', async () => {
    const files = [
      join(ROOT, 'nothing-here.txt'),
      fileWith('chuong-trinh.txt', Buffer.from('\u007fELF\u0002\u0001\u0001\u0000\u0000\u0000')),
      ROOT,
    ]
    for (const file of files) {
      const { code, output, errors } = await run('read', file)
      expect([file, code, output, errors.split('\n').length]).toEqual([file, 1, '', 1])
      expect(errors).not.toMatch(/ at .*\(/)
    }
  })

  test('says of a letter that it is no plan, and ends with 1', async () => {
    const { code, errors } = await run('read', fileWith('thu.txt', LETTER))
    expect([code, errors]).toEqual([1, expect.stringMatching(/^thu\.txt: .{10,}/)])
  })
})

test('wrong use ends with 2 and shows how it is used', async () => {
  for (const argv of [['read'], ['no-such-command'], ['issue', SAMPLE], ['status', '--nonsense'], []])
    expect([argv, (await run(...argv)).code]).toEqual([argv, 2])
  for (const argv of [['--help'], ['read', '--help']]) expect([argv, (await run(...argv)).code]).toEqual([argv, 0])
})

describe('issue', () => {
  const officer = () => product.as('officer', SO).email

  test('issues once, however often it is called', async () => {
    const first = await run('issue', SAMPLE, '--as', officer())
    const second = await run('issue', SAMPLE, '--as', officer())
    expect([first.code, second.code, second.output]).toEqual([0, 0, first.output])
    expect(first.output).toMatch(/^pln_\w+ {2}21\/KH-SGDĐT: issued at 2021-01-18T/)
  })

  test('asks for a reason when findings are open, and takes it', async () => {
    const file = fileWith('can-xem.txt', TEXT_TO_REVIEW)
    const open = await run('issue', file, '--as', officer())
    expect([open.code, open.errors]).toEqual([1, expect.stringMatching(/1 findings are open.*\n.*Trước ngày 13\/8/s)])
    expect(await run('issue', file, '--as', officer(), '--confirm', 'Đã đối chiếu')).toMatchObject({ code: 0 })
  })

  test('refuses who is no officer, and what is no plan', async () => {
    expect(await run('issue', SAMPLE, '--as', 'ai-do@elsewhere.test')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('no officer'),
    })
    expect(await run('issue', fileWith('thu.txt', LETTER), '--as', officer())).toMatchObject({ code: 1 })
  })
})

test('status shows every plan, one plan, or says which are known', async () => {
  expect((await run('status')).output).toContain(plan.planId)
  const { code, output } = await run('status', plan.planId)
  expect([code, output.split('\n')[0]]).toEqual([0, '21/KH-SGDĐT (issued)'])
  expect(output).toMatch(/^1 +planned +2021-02-05 +3 +1 +2 +0$/m)
  const json = JSON.parse((await run('status', plan.planId, '--json')).output)
  expect(json.tasks[0]).toMatchObject({ key: '1', expected: 3, done: 1, owing: 2 })
  expect(await run('status', '99/KH-KHONG')).toMatchObject({ code: 1, errors: expect.stringContaining('21/KH-SGDĐT') })
})

describe('“we never got the mail”, “it closed too early”', () => {
  const [id = SO] = directUnits

  test('mails shows every mail to a unit or a person, by id, address or name, and what became of it', async () => {
    // Plans were issued just before: their mails are on their way.
    await product.settle()
    const unit = product.directory.unit(id)
    const { code, output } = await run('mails', id)
    expect([code, output.split('\n')[0]]).toEqual([0, `${unit?.name} (${id})`])
    expect(output).toMatch(new RegExp(`plan-issued +${unit?.contacts[0]?.email} +delivered +2021-01-18T\\S+ +notice#ntc_`))
    expect(output).toMatch(/receipt +1 /)
    const [name = '', address = ''] = [unit?.name, unit?.contacts[0]?.email]
    for (const called of [name, address, fold(name), name.normalize('NFD')]) expect((await run('mails', called)).output).toBe(output)
    expect(await run('mails', 'trường')).toMatchObject({ code: 1, errors: expect.stringContaining('Name one by its id.') })
    expect(await run('mails', 'nobody@elsewhere.test')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('Nobody in the directory'),
    })
  })

  test('log shows what happened to a plan or a part of one, with who, when and the correlation id', async () => {
    const ofPlan = await run('log', plan.planId)
    expect([ofPlan.code, ofPlan.output]).toEqual([0, expect.stringMatching(/^ *\d+ +2021-01-18T\S+ +plan\.issued +per_/m)])
    const stream = `assignment#${plan.planId}.1.${id}`
    expect((await run('log', stream)).output).toMatch(/assignment\.submitted +per_\S+ +\S+ +\{/)
    const [first] = JSON.parse((await run('log', stream, '--json')).output)
    expect(first).toMatchObject({ name: 'assignment.drafted', metadata: { stream, sequence: 1 }, data: { planId: plan.planId } })
    for (const nowhere of ['assignment#none', '99/KH-KHONG']) expect(await run('log', nowhere)).toMatchObject({ code: 1 })
  })
})

test('an AWS account in the environment changes nothing on the local machine, which is named beside the answer', async () => {
  vi.stubEnv('AWS_PROFILE', 'so')
  vi.stubEnv('AWS_USE_FIPS_ENDPOINT', 'true')
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:9')
  try {
    const { code, output, errors } = await run('status')
    expect([code, errors]).toEqual([0, `On the local machine at ${product.machine.running.portal}`])
    expect(output).toContain(plan.planId)
    const account = { AWS_REGION: 'ap-southeast-1', AWS_PROFILE: 'so', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' }
    const nobody = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1', TABLE_NAME: 'ThiduaData-Log' }
    for (const [name, value] of Object.entries({ ...account, ...nobody })) vi.stubEnv(name, value)
    expect((await run('status')).errors).toMatch(/^In AWS \(ap-southeast-1, profile so\), on the table ThiduaData-Log/)
  } finally {
    vi.unstubAllEnvs()
    keepToThisMachine()
  }
})

test('clock shows the time and moves it forward, never back', async () => {
  const { cloud } = product.machine
  const server = controlServer(cloud, 'a-token')
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const control = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    expect(await runCli({ ...product, control }, 'clock')).toMatchObject({ code: 0, output: expect.stringContaining('giờ Hà Nội') })
    const moved = await runCli({ ...product, control }, 'clock', '2021-01-20')
    expect([moved.code, new Date(cloud.clock.now()).toISOString()]).toEqual([0, '2021-01-19T17:00:00.000Z'])
    expect(await runCli({ ...product, control }, 'clock', '2021-01-19')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('does not go back'),
    })
    const stands = cloud.clock.now()
    for (const word of ['morgen', '2021-02-30', '03/04/2021', '5', '2021-03-25T08:00:00'])
      expect(await run('clock', word)).toMatchObject({ code: 1, errors: expect.stringContaining(`${word} is neither a day`) })
    expect(cloud.clock.now()).toBe(stands)
    expect((await fetch(`${control}/clock`)).status).toBe(401)
  } finally {
    server.close()
  }
})

test('clock says that a move is under way, follows it, and lets none run through it', async () => {
  const clock = createClock({ kind: 'held', at: Date.parse('2021-02-01T02:00:00.000Z') })
  const moves: number[] = []
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
  const advanceTo = (instant: number) => {
    moves.push(instant)
    return arrived.then(() => clock.moveTo(instant))
  }
  const server = controlServer({ clock, advanceTo }, 'a-token')
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const control = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ask = (...word: string[]) => runCli({ ...product, control }, 'clock', ...word)
  try {
    const impatient = new AbortController()
    const headers = { authorization: 'Bearer a-token' }
    const body = JSON.stringify({ to: '2021-03-26T17:00:00.000Z' })
    const asked = fetch(`${control}/clock`, { method: 'POST', headers, body, signal: impatient.signal })
    await vi.waitFor(() => expect(moves).toHaveLength(1))
    impatient.abort()
    await expect(asked).rejects.toThrow()
    expect((await ask()).output).toMatch(/^2021-02-01T02:00:00\.000Z .*\non its way to 2021-03-26T17:00:00\.000Z .*27 tháng 3, 2021/)
    for (const day of ['2021-03-28', '2021-02-10'])
      expect(await ask(day)).toMatchObject({ code: 1, errors: expect.stringContaining('on its way to 2021-03-26T17:00:00.000Z') })
    const heard = once(server, 'request').then(([request]) => once(request, 'end'))
    const follows = ask('2021-03-27')
    await heard
    setImmediate(arrive)
    expect(await follows).toMatchObject({ code: 0, output: expect.stringMatching(/^2021-03-26T17:00:00\.000Z [^\n]*$/) })
    expect(moves).toHaveLength(1)
  } finally {
    server.close()
  }
})

describe('verify', () => {
  const update = (key: ReturnType<typeof stateKey>, attribute: string, value: string) => {
    const { client, name } = product.machine.world.table
    const names = { '#attribute': attribute }
    const UpdateExpression = 'SET #attribute = :value'
    return client.send(
      new UpdateItemCommand({
        ...{ TableName: name, Key: key, UpdateExpression, ExpressionAttributeNames: names },
        ExpressionAttributeValues: { ':value': text(value) },
      }),
    )
  }

  test('finds one changed letter in the detail of one event, and a changed state', async () => {
    const stream: StreamName = `plan#${plan.planId}`
    const { store } = product.machine.world
    expect(await run('verify')).toMatchObject({ code: 0, output: expect.stringContaining('every one holds') })
    const [, second] = await store.events(stream)
    const stored = await store.load(stream)
    if (second === undefined || stored === undefined) throw new Error('the plan has no log')
    await update(eventKey(stream, 2), 'detail', second.detail.replace('21/KH', '22/KH'))
    const tampered = await run('verify')
    expect([tampered.code, tampered.output]).toEqual([1, expect.stringContaining(`${stream} at 2`)])
    await update(eventKey(stream, 2), 'detail', second.detail)
    await update(stateKey(stream), 'state', stored.state.replace('"published":true', '"published":false'))
    const differing = await run('verify')
    expect([differing.code, differing.output]).toEqual([1, expect.stringContaining('state-differs')])
    await update(stateKey(stream), 'row', '{}')
    expect(await run('mend')).toMatchObject({ code: 1, output: `${stream}: its state, from its log (not written: give --write)` })
    expect(await run('mend', '--write')).toMatchObject({ code: 0, output: `${stream}: its state, from its log` })
    expect(await store.load(stream)).toEqual(stored)
    expect(await run('verify')).toMatchObject({ code: 0 })
    expect(await run('mend', stream)).toMatchObject({ code: 0, output: 'Every log holds: there is nothing to mend.' })
    const nowhere = await run('mend', '--from', 'no-such-table')
    expect([nowhere.code, nowhere.errors]).toEqual([1, expect.stringContaining('There is no table no-such-table')])
  })
})

test('replay builds a lost board again, and changes nothing of one that is there', async () => {
  const { board } = product.machine.world
  const standing = async () => (await board.units(plan.planId)).items
  const before = await standing()
  expect(before).toHaveLength(1)
  expect(await run('replay')).toMatchObject({ code: 0 })
  expect(await standing()).toEqual(before)
  await removeBoard(product.machine.world.table, plan.planId)
  expect(await standing()).toEqual([])
  expect(await run('replay')).toMatchObject({ code: 0, output: expect.stringMatching(/plans and \d+ assignments replayed/) })
  expect(await standing()).toEqual(before)
})

test('replay leaves out a plan whose log does not hold, names it, and replays the others', async () => {
  const { client, name } = product.machine.world.table
  const rename = (to: string) =>
    client.send(
      new UpdateItemCommand({
        ...{ TableName: name, Key: eventKey(`plan#${plan.planId}`, 2), UpdateExpression: 'SET #name = :to' },
        ...{ ExpressionAttributeNames: { '#name': 'name' }, ExpressionAttributeValues: { ':to': text(to) } },
      }),
    )
  const [, second] = await product.machine.world.store.events(`plan#${plan.planId}`)
  await rename('plan.archived')
  const { code, output } = await run('replay')
  await rename(second?.name ?? '')
  expect([code, output]).toEqual([
    1,
    expect.stringMatching(/^plan#\S+: left out, it does not hold\n\d+ plans and 1 assignments replayed\.$/),
  ])
  expect(await run('replay')).toMatchObject({ code: 0 })
})

test('republish puts logs on the bus again, and what is done already stays as it is', async () => {
  await product.settle()
  const [before, mails] = [await run('verify'), (await product.mails()).length]
  expect(await run('republish', 'plan#pln_nobody')).toMatchObject({ code: 1, errors: expect.stringContaining('plan#pln_nobody') })
  expect(await run('republish', `plan#${plan.planId}`, '--event', 'plan.issued')).toMatchObject({
    output: '1 events of 1 logs put on the bus again.',
  })
  for (const kind of ['plan', 'assignment', 'notice']) expect(await run('republish', kind)).toMatchObject({ code: 0 })
  await product.settle()
  expect([(await run('verify')).output, (await product.mails()).length]).toEqual([before.output, mails])
  expect(await run('redrive')).toMatchObject({ output: 'Every dead-letter queue is empty.' })
})

test('an event that somebody has changed is shown as it lies there, and does not reach the bus', async () => {
  const { client, name } = product.machine.world.table
  const stream: StreamName = `plan#${plan.planId}`
  const put = (detail: string) =>
    client.send(
      new UpdateItemCommand({
        ...{ TableName: name, Key: eventKey(stream, 2), UpdateExpression: 'SET detail = :detail' },
        ExpressionAttributeValues: { ':detail': text(detail) },
      }),
    )
  const [, second] = await product.machine.world.store.events(stream)
  for (const damaged of ['{"changed":"by hand"}', 'no JSON']) {
    await put(damaged)
    const shown = await run('log', stream)
    expect([shown.code, shown.output]).toEqual([1, expect.stringContaining(damaged)])
    expect(await run('log', stream, '--json')).toMatchObject({ code: 1, output: expect.stringContaining('"damaged"') })
    const told = await run('republish', 'plan')
    expect([told.code, told.output]).toEqual([1, expect.stringMatching(/^plan#\S+: left out, it does not hold\n\d+ events of \d+ logs/)])
    expect(told.output).toContain(stream)
  }
  await put(second?.detail ?? '')
  expect(await run('log', stream)).toMatchObject({ code: 0 })
  expect(await run('republish', stream)).toMatchObject({ code: 0, output: expect.stringContaining('events of 1 logs') })
  await product.settle()
})

test('redrive --all with nothing to send back has done what was wanted', async () => {
  expect(await run('redrive', '--all')).toMatchObject({ code: 0, output: 'Every dead-letter queue is empty.' })
})

test('redrive --all sends back what can be sent, and names what stays', async () => {
  const { cloud, world } = product.machine
  const queue = (part: string) => cloud.model.queues.find(({ name }) => name.startsWith(`Thidua-${part}DeadLetters`))
  const bury = (part: string, MessageBody: string) => world.sqs.send(new SendMessageCommand({ QueueUrl: queue(part)?.url, MessageBody }))
  const { events } = await readLog(world.table, `plan#${plan.planId}`)
  const issued = events.find(({ name }) => name === 'plan.issued')
  const body = { id: 'undelivered', source: 'thidua', 'detail-type': 'plan.issued', detail: JSON.parse(issued?.detail ?? '') }
  await bury('Schedules', 'no signal')
  await bury('Relay', 'no letter')
  await bury('PlanIssuedEnterRegisters', JSON.stringify(body))
  const { code, output, errors } = await run('redrive', '--all')
  expect([code, output]).toEqual([1, expect.stringMatching(/^Thidua-PlanIssuedEnterRegisters\S+: 1 on their way back$/)])
  for (const name of ['Schedules', 'Relay']) expect(errors).toMatch(new RegExp(`${name}\\S+: 1 cannot be read and stay where they are`))
  for (const part of ['Schedules', 'Relay']) cloud.queues.purge(queue(part)?.arn ?? '')
  await product.settle()
  expect(await run('redrive')).toMatchObject({ output: 'Every dead-letter queue is empty.' })
})

test('redrive brings back what the bus could not deliver too, and takes no empty name for all', async () => {
  const { cloud, world } = product.machine
  const dead = cloud.model.queues.find(({ name }) => name.startsWith('Thidua-PlanIssuedEnterRegistersDeadLetters'))
  const { events } = await readLog(world.table, `plan#${plan.planId}`)
  const issued = events.find(({ name }) => name === 'plan.issued')
  // As EventBridge puts it there: no queue ever held it.
  const body = { id: 'undelivered', source: 'thidua', 'detail-type': 'plan.issued', detail: JSON.parse(issued?.detail ?? '') }
  await world.sqs.send(new SendMessageCommand({ QueueUrl: dead?.url, MessageBody: JSON.stringify(body) }))
  expect(await run('redrive', '')).toMatchObject({ code: 1, errors: expect.stringContaining('Name a queue') })
  expect(await run('redrive', 'Nobody')).toMatchObject({
    code: 1,
    errors: expect.stringContaining('There are: Thidua-PlanIssuedEnterRegisters'),
  })
  expect(await run('redrive', 'EnterRegisters')).toMatchObject({ code: 0, output: expect.stringMatching(/: 1 on their way back$/) })
  await product.settle()
  expect(await run('redrive')).toMatchObject({ output: 'Every dead-letter queue is empty.' })
})

test('redrive puts on the bus again what the scheduler and the relay could not bring there', async () => {
  const { sqs } = product.machine.world
  const bury = async (name: string, body: unknown) => {
    const queue = product.machine.cloud.model.queues.find((one) => one.name.startsWith(`Thidua-${name}`))
    await sqs.send(new SendMessageCommand({ QueueUrl: queue?.url, MessageBody: JSON.stringify(body) }))
  }
  const about = { planId: plan.planId, key: '1', at: '2020-01-01T01:00:00.000Z', daysLeft: 7 }
  const event = happen(deadlineNear, about)
  await bury('SchedulesDeadLetters', signal({ name: `${plan.planId}.1.near-7`, at: '2020-01-01T08:00', event, causationId: 'test' }))
  const at = new Date(product.machine.cloud.clock.now()).toISOString()
  await bury('RelayDeadLetters', { DDBStreamBatchInfo: { approximateArrivalOfFirstRecord: at, approximateArrivalOfLastRecord: at } })
  const { code, output } = await run('redrive', 'DeadLetters')
  expect([code, output]).toEqual([0, expect.stringMatching(/Schedules\S+: 1 answered, 1 events put on the bus again/)])
  expect(output).toMatch(/Relay\S+: 1 answered, \d+ events put on the bus again/)
  await product.settle()
  expect(await run('redrive')).toMatchObject({ code: 0, output: 'Every dead-letter queue is empty.' })
})

describe('people', () => {
  test('prints the address of everybody who holds a role, once, for the user pool', async () => {
    const { code, output } = await run('people')
    expect(code).toBe(0)
    const addresses = output.trim().split('\n')
    expect(addresses).toContain(product.directory.people[0]?.email)
    expect(new Set(addresses).size).toBe(addresses.length)
  })
})

describe('without what it needs', () => {
  test('a machine that does not run is named, and a machine that does not answer is a fault', async () => {
    const running = { ...product.machine.running, control: product.machine.running.portal, controlToken: 'none' }
    const nowhere = { ...product, stateDir: temporaryFolder() }
    expect(await runCli({ ...nowhere, isRunning: false }, 'status')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('npm start'),
    })
    const closed = createTcpServer()
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
    const endpoint = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`
    closed.close()
    expect(await runCli({ ...nowhere, running: { ...running, endpoint } }, 'status')).toMatchObject({ code: 3 })
  })

  test('a damaged note of the running machine is named, with what to do about it', async () => {
    const stateDir = temporaryFolder()
    writeFileSync(join(stateDir, 'running.json'), '{"pid": 12')
    const { code, errors } = await runCli({ ...product, stateDir, isRunning: false }, 'status')
    expect([code, errors]).toEqual([1, expect.stringMatching(/running\.json is damaged: .*`npm start`[^\n]*$/)])
  })

  test('a taken port is one sentence that names it', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const start = startMachine({ assembly: await productAssembly(), stateDir: temporaryFolder(), ports: { inbox: port } })
    await expect(start).rejects.toThrow(new RegExp(`^Port ${port}, wanted for the mail inbox, is already in use: [^\\n]+$`))
    other.close()
  })

  test('a second machine on the same folder is refused, and leaves the first its database', async () => {
    const { stateDir } = product
    const second = startMachine({ assembly: await productAssembly(), stateDir })
    await expect(second).rejects.toThrow(/^A local machine already runs on [^\n]+THIDUA_STATE\.$/)
    expect(await run('status')).toMatchObject({ code: 0 })
  })

  test('a damaged note of the clock is named, and begins at no other time', () => {
    const folder = temporaryFolder()
    keepClock(folder, product.machine.cloud.clock.now())
    expect(keptClock(folder)).toBeTypeOf('number')
    writeFileSync(join(folder, 'clock.json'), '{"offs')
    expect(() => keptClock(folder)).toThrow(/clock\.json is damaged: delete it/)
  })

  test('a machine that is killed while its clock is being moved stands where it had come to', () => {
    const folder = temporaryFolder()
    const clock = createClock({ kind: 'real' })
    const minutesAhead = () => (keptClock(folder) ?? Number.NaN) / 60_000
    rememberClock(clock, folder)
    expect(minutesAhead()).toBeCloseTo(0, 1)
    for (const minutes of [10, 20]) {
      clock.moveTo(Math.round(performance.timeOrigin + performance.now()) + minutes * 60_000)
      expect(minutesAhead()).toBeCloseTo(minutes, 1)
    }
  })

  test('the clock does not go back with the clock of the computer', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'clock.json')
    const now = performance.timeOrigin + performance.now()
    keepClock(folder, now)
    const kept = JSON.parse(readFileSync(file, 'utf8'))
    // As if the computer's clock had stood a day further when this was written.
    writeFileSync(file, JSON.stringify({ ...kept, at: kept.at + 86_400_000 }))
    expect(keptClock(folder)).toBeGreaterThan(86_400_000 - 60_000)
    writeFileSync(file, JSON.stringify({ offsetMs: -5_000 }))
    expect(keptClock(folder)).toBe(-5_000)
  })

  test('a missing Java is one sentence that says which is needed', async () => {
    const { PATH } = process.env
    process.env.PATH = temporaryFolder()
    try {
      const start = startMachine({ assembly: await productAssembly(), stateDir: temporaryFolder() })
      await expect(start).rejects.toThrow(/^[^\n]*Java[^\n]*17[^\n]*$/)
    } finally {
      process.env.PATH = PATH
    }
  })

  test('a port that is none is refused before anything starts', async () => {
    const { code, stderr } = await execute(process.execPath, [join(ROOT, 'cli/start.ts'), '--api', '99999'])
    expect([code, stderr.trim()]).toEqual([1, '99999 is no port: choose a number from 1 to 65535.'])
  })

  test('its help names the folder that whoever starts a second one is told of', async () => {
    const { code, stdout } = await execute(process.execPath, [join(ROOT, 'cli/start.ts'), '--help'])
    expect([code, stdout]).toEqual([0, expect.stringContaining('THIDUA_STATE')])
  })

  test('a reader that has seen enough ends the program without a fault', async () => {
    const { code, stderr } = await execute('sh', ['-c', `"${process.execPath}" cli/thidua.ts read --json "${SAMPLE}" | true`])
    expect([code, stderr]).toEqual([0, ''])
  })

  test('npx thidua works from the root of the project', async () => {
    const { code, stdout } = await execute('npx', ['--no-install', 'thidua', '--help'])
    expect([code, stdout]).toEqual([0, expect.stringMatching(/Usage: thidua[\s\S]*redrive/)])
  })
})

function execute(command: string, argv: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(command, argv, { cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr })
    })
  })
}
