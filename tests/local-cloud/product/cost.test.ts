/** What things cost, counted at the front door: calls grow with the right thing and with nothing else. */
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { CallCount } from '../../../infra/local/front-door.ts'
import { directUnits, SO, smallDirectory } from './support/directory.ts'
import { functionArn } from './support/faults.ts'
import { type Product, SAMPLE_TEXT, sharedProduct } from './support/product.ts'
import { accepted, assignmentAt, nominee } from './support/story.ts'

const COST_MS_MAX = 60_000
const TRANSACTIONS_A_RECIPIENT_MAX = 2
/** Besides the plan itself, which is read by its key. */
const QUERIES_A_DASHBOARD_MAX = 2

const DISTRICTS = 12
const productNow = sharedProduct(() => ({ directory: smallDirectory({ districts: DISTRICTS, direct: 5 }) }))
let product: Product
beforeAll(() => {
  product = productNow()
})
afterEach(() => product.settle())

interface Counted {
  readonly transactions: number
  readonly queries: number
  /** Items by their keys, up to a hundred at once. */
  readonly reads: number
  readonly dynamodb: number
  readonly mails: number
}

/** What the product's own functions called meanwhile; the operator's and the tests' own calls are left out. */
async function counted(work: () => Promise<unknown>, of: (call: CallCount) => boolean = () => true): Promise<Counted> {
  const { frontDoor } = product.machine.cloud
  await product.settle()
  frontDoor.resetCalls()
  await work()
  await product.settle()
  const calls = frontDoor.calls().filter((call) => call.principal.includes(':role/') && of(call))
  const sum = (matches: (call: CallCount) => boolean) => calls.filter(matches).reduce((total, { count }) => total + count, 0)
  return {
    transactions: sum(({ action }) => action === 'TransactWriteItems'),
    queries: sum(({ action }) => ['Query', 'Scan'].includes(action)),
    reads: sum(({ action }) => action === 'BatchGetItem'),
    dynamodb: sum(({ service }) => service === 'dynamodb'),
    mails: sum(({ service }) => service === 'ses'),
  }
}

const text = (recipients: string, number: number) =>
  SAMPLE_TEXT.replace('21/KH-SGDĐT', `${number}/KH-SGDĐT`).replace(
    /- Ban Giám đốc Sở;[\s\S]*?- Cổng thông tin/,
    `${recipients}\n- Cổng thông tin`,
  )

test(
  'issuing costs at most two DynamoDB transactions a recipient and a constant, never tasks × units',
  async () => {
    const few = await counted(() => product.issue(text('- Các đơn vị trực thuộc Sở;', 31)))
    const many = await counted(() => product.issue(text('- Các đơn vị trực thuộc Sở;\n- Phòng GDĐT các quận, huyện, thị xã;', 32)))
    const more = many.mails - few.mails
    expect([few.mails, more]).toEqual([5, DISTRICTS])
    expect((many.transactions - few.transactions) / more).toBeLessThanOrEqual(TRANSACTIONS_A_RECIPIENT_MAX)
    expect(few.transactions - TRANSACTIONS_A_RECIPIENT_MAX * few.mails).toBeLessThan(10)
  },
  COST_MS_MAX,
)

test(
  'a reminder costs as much as there are units that still owe',
  async () => {
    const { planId } = await product.issue(text('- Các đơn vị trực thuộc Sở;', 33))
    const remind = (at: string) =>
      counted(
        () => product.advance({ to: at }),
        ({ principal }) => isReminding(principal),
      )
    await product.advance({ to: '2021-01-21T00:59:59Z' })
    const allOwe = await remind('2021-01-21T01:00:00Z')
    for (const unit of directUnits) {
      const work = assignmentAt(planId, '1', unit)
      accepted(await product.as('clerk', unit).send('PUT', `${work}/draft`, { nominees: [nominee('Trần Thị Mẫu')], note: '' }))
      accepted(await product.as('clerk', unit).send('POST', `${work}/submit`))
    }
    await product.advance({ to: '2021-01-28T00:59:59Z' })
    const fewerOwe = await remind('2021-01-28T01:00:00Z')
    // The three plans of this file ask the same of the same units; one of them is now done by five.
    expect(allOwe.mails - fewerOwe.mails).toBe(directUnits.length)
    const aMail = (allOwe.dynamodb - fewerOwe.dynamodb) / (allOwe.mails - fewerOwe.mails)
    // Mails of one task share their transactions: a mail costs less than its own.
    expect(aMail).toBeGreaterThan(0)
    expect(aMail).toBeLessThan(12)
    expect(fewerOwe.dynamodb).toBeLessThan(allOwe.dynamodb)
  },
  COST_MS_MAX,
)

function isReminding(principal: string): boolean {
  const roles = ['deadline-near/remind', 'notice-queued/send-mail'].map((name) => functionArn(product, name))
  return product.machine.cloud.model.functions.some(({ arn, roleArn }) => roles.includes(arn) && roleArn === principal)
}

test(
  'a dashboard read is at most two queries, however many units there are',
  async () => {
    const { planId } = await product.issue(text('- Các đơn vị trực thuộc Sở;', 34))
    const officer = product.as('officer', SO)
    // The directory is kept for some seconds by a function that has read it.
    await officer.get(`/api/plans/${planId}/progress`)
    for (const view of ['progress', 'matrix', 'tasks/1/missing']) {
      const { queries, reads } = await counted(() => officer.get(`/api/plans/${planId}/${view}`))
      expect([view, queries + reads - 1 <= QUERIES_A_DASHBOARD_MAX]).toEqual([view, true])
    }
  },
  COST_MS_MAX,
)
