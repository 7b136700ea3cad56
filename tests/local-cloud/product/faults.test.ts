/** What goes wrong on the way: a poison event, services that throttle, doubled deliveries, workers that die. Each thing still happens once. */
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { assignmentFileRefused } from '../../../events/assignment.ts'
import { planIssued } from '../../../events/plan.ts'
import { reactions } from '../../../infra/wiring.ts'
import { runCli } from './support/cli.ts'
import { SO, smallDirectory } from './support/directory.ts'
import { buried, detailOf, functionArn, issueMailsOf, putByHand } from './support/faults.ts'
import { PNG } from './support/files.ts'
import { SAMPLE_TEXT, sharedProduct } from './support/product.ts'
import { accepted } from './support/story.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const FAULT_MS_MAX = 60_000

const product = sharedProduct(() => ({ directory: smallDirectory({ districts: 1, direct: 3 }) }))
afterEach(() => product().machine.cloud.frontDoor.faults.clear())

/** Another plan each time: the text is part of its id. */
let plans = 0
function anotherText(): string {
  plans += 1
  return SAMPLE_TEXT + '\n'.repeat(plans)
}

const RECIPIENTS = 18
const allOnce = { deliveries: { delivered: RECIPIENTS }, sent: RECIPIENTS, twice: [] }

const toPlanIssued = reactions
  .filter(({ on }) => on?.includes(planIssued))
  .map((reaction) => reaction.function)
  .sort()

describe('a poison event', () => {
  test(
    'that breaks its contract ends in the dead letters of each reaction, is on record and the officer is told by mail',
    async () => {
      const { machine, mails, settle, advance, as } = product()
      await putByHand(product(), planIssued, detailOf(planIssued, { planId: 'pln_x', tasks: 'many' }, 'system'))
      await settle()
      const failures = (await machine.world.store.list('failure')).items.map(({ row }) => JSON.parse(row))
      expect(failures.map(({ reaction }) => reaction).sort()).toEqual(toPlanIssued)
      expect(failures.every(({ reason, eventName }) => reason.includes('breaks its contract') && eventName === 'plan.issued')).toBe(true)
      const told = (await mails()).filter(({ subject }) => subject.startsWith('Hệ thống chưa làm được'))
      expect(told.filter(({ to }) => to === as('officer', SO).email)).toHaveLength(toPlanIssued.length)
      await advance({ by: 4 * HOUR_MS })
      expect(Object.values(await buried(product()))).toEqual(toPlanIssued.map(() => 1))
      expect((await machine.world.store.list('failure')).items).toHaveLength(toPlanIssued.length)
      for (const queue of machine.cloud.model.queues) machine.cloud.queues.purge(queue.arn)
    },
    FAULT_MS_MAX,
  )

  test(
    'is driven again by one command once its cause is gone, and then happens once',
    async () => {
      const { mails, settle, advance, as } = product()
      const officer = as('officer', SO)
      const plan = await product().issue(anotherText())
      const { person } = (await officer.get<{ person: string }>('/api/me')).body
      const data = { planId: plan.planId, key: '3', unit: 'unt_truong-moi', uploadId: 'upl_0000000000', rule: 'type-mismatch', seen: PNG }
      await putByHand(product(), assignmentFileRefused, detailOf(assignmentFileRefused, data, person))
      await settle()
      const told = (await mails()).filter(({ subject, to }) => subject.startsWith('Hệ thống chưa làm được: ') && to === officer.email)
      expect(told.at(-1)?.text).toContain('Dữ liệu đã lưu không mất')
      await advance({ by: 2 * HOUR_MS })
      const [[name = '', count] = []] = Object.entries(await buried(product()))
      expect(count).toBe(1)

      const csv =
        'Mã đơn vị,Tên đơn vị,Loại đơn vị,Thư điện tử 1,Hiệu lực từ\nunt_truong-moi,Trường Mới,Đơn vị trực thuộc Sở,vanthu@moi.thidua.test,01/01/2021\n'
      const file = { fileName: 'don-vi.csv', dryRun: false, base64: Buffer.from(csv).toString('base64') }
      accepted(await officer.send('POST', '/api/directory/imports', file))
      await advance({ by: MINUTE_MS })
      expect(await runCli(product(), 'redrive')).toMatchObject({ code: 0, output: expect.stringContaining(name) })
      expect(await runCli(product(), 'redrive', 'NoSuchQueue')).toMatchObject({ code: 1 })
      expect(await runCli(product(), 'redrive', name)).toMatchObject({ code: 0, output: `${name}: 1 on their way back` })
      await settle()
      expect((await mails()).filter(({ to }) => to === 'vanthu@moi.thidua.test')).toHaveLength(1)
      expect(await runCli(product(), 'redrive')).toMatchObject({ code: 0, output: 'Every dead-letter queue is empty.' })
    },
    FAULT_MS_MAX,
  )
})

describe('everybody is told exactly once', () => {
  test(
    'although SES throttles at first',
    async () => {
      const { faults } = product().machine.cloud.frontDoor
      faults.inject({ service: 'ses', kind: 'throttle', nth: counting(30) })
      const { planId } = await product().issue(anotherText())
      await product().advance({ by: 5 * MINUTE_MS })
      expect(faults.struck().throttle).toBeGreaterThanOrEqual(RECIPIENTS)
      expect(await issueMailsOf(product(), planId)).toEqual(allOnce)
    },
    FAULT_MS_MAX,
  )

  test(
    'although SES took mails whose answers were lost',
    async () => {
      const { faults } = product().machine.cloud.frontDoor
      faults.inject({ service: 'ses', kind: 'drop-connection', afterEffect: true, nth: [1, 4, 9] })
      faults.inject({ service: 'ses', kind: 'error', afterEffect: true, nth: [2, 6] })
      const { planId } = await product().issue(anotherText())
      await product().advance({ by: 5 * MINUTE_MS })
      expect(await issueMailsOf(product(), planId)).toEqual(allOnce)
    },
    FAULT_MS_MAX,
  )

  test(
    'although DynamoDB throttles every third call and loses answers',
    async () => {
      const { faults } = product().machine.cloud.frontDoor
      // The officer's own command is not what is tried here: it would be told that it failed, and be given again.
      const { planId } = await product().issue(anotherText())
      faults.inject({ service: 'dynamodb', kind: 'throttle', nth: counting(40, 3) })
      faults.inject({ service: 'dynamodb', action: 'TransactWriteItems', kind: 'drop-connection', afterEffect: true, nth: counting(8, 5) })
      await product().advance({ by: 2 * HOUR_MS })
      expect(faults.struck().throttle).toBeGreaterThan(10)
      expect(await issueMailsOf(product(), planId)).toEqual(allOnce)
    },
    FAULT_MS_MAX,
  )

  test(
    'although the bus delivers everything twice',
    async () => {
      const { faults } = product().machine.cloud.frontDoor
      faults.inject({ service: 'events', kind: 'duplicate' })
      const { planId } = await product().issue(anotherText())
      await product().advance({ by: 5 * MINUTE_MS })
      expect(faults.struck().duplicate).toBeGreaterThan(0)
      expect(await issueMailsOf(product(), planId)).toEqual(allOnce)
    },
    FAULT_MS_MAX,
  )

  test(
    'although the workers that tell and send are killed in the middle',
    async () => {
      const { cloud } = product().machine
      const [tell, send] = [functionArn(product(), 'plan-issued/tell-recipients'), functionArn(product(), 'notice-queued/send-mail')]
      const killed = { tell: 0, send: 0 }
      cloud.frontDoor.faults.inject({ service: 'ses', kind: 'delay', delayMs: 1_000, nth: counting(8) })
      const stop = cloud.functions.onInvoke(({ functionArn, kill }) => {
        if (functionArn !== tell || killed.tell > 0) return
        killed.tell += 1
        kill()
      })
      cloud.frontDoor.resetCalls()
      const killing = untilSending().then(() => {
        killed.send = cloud.functions.kill(send)
      })
      const { planId } = await product().issue(anotherText())
      await product().advance({ by: HOUR_MS })
      await killing
      stop()
      await product().advance({ by: HOUR_MS })
      expect(killed).toEqual({ tell: 1, send: expect.any(Number) })
      expect(killed.send).toBeGreaterThan(0)
      expect(await issueMailsOf(product(), planId)).toEqual(allOnce)
    },
    FAULT_MS_MAX,
  )
})

test('after all that every log still verifies, and nothing lies in a dead-letter queue', async () => {
  expect(await runCli(product(), 'verify')).toMatchObject({ code: 0, output: expect.stringContaining('every one holds') })
  expect(await buried(product())).toEqual({})
})

/** 1, 1 + step, … */
function counting(count: number, step = 1): number[] {
  return Array.from({ length: count }, (_, index) => 1 + index * step)
}

/** Resolves when a mail is on its way into SES. */
async function untilSending(): Promise<void> {
  const isSending = () =>
    product()
      .machine.cloud.frontDoor.calls()
      .some(({ service }) => service === 'ses')
  while (!isSending()) await delay(5)
}
