/** It is the template that runs: what is taken out of it is missed, loudly, and nothing around it suffers. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { PlanState } from '../../../shared/plan/plan.ts'
import { productAssembly } from '../../assembly.ts'
import { changedAssembly, type ResourceDraft, resourcesOf, type TemplateDraft } from '../fixture/assembly.ts'
import { directUnits, smallDirectory } from './support/directory.ts'
import { buried, functionArn } from './support/faults.ts'
import { type Product, sharedProduct } from './support/product.ts'
import { accepted, assignmentAt, nominee, schedulesOf } from './support/story.ts'

const UNIT = directUnits[0] ?? ''
const TRIES_MS = 6 * 60 * 60_000

/** One grant, one rule and one environment variable, each of another reaction. */
function impoverish(template: TemplateDraft): void {
  const [, role] = one(template, 'AWS::IAM::Policy', 'AssignmentChangedRecordStanding')
  role.Properties.PolicyDocument.Statement = role.Properties.PolicyDocument.Statement.map(withoutAction('dynamodb:PutItem'))
  const [rule] = one(template, 'AWS::Events::Rule', 'PlanIssuedScheduleDeadlines')
  delete template.Resources[rule]
  // What names the rule goes with it: the permission to send from it.
  for (const [, policy] of resourcesOf(template, 'AWS::SQS::QueuePolicy', 'PlanIssuedScheduleDeadlines'))
    policy.Properties.PolicyDocument.Statement = policy.Properties.PolicyDocument.Statement.filter(
      (statement: unknown) => !JSON.stringify(statement).includes(rule),
    )
  const [, sender] = one(template, 'AWS::Lambda::Function', 'NoticeQueuedSendMail')
  delete sender.Properties.Environment.Variables.MAIL_FROM
}

function withoutAction(action: string) {
  return (statement: { Action: string | string[] }) => ({ ...statement, Action: [statement.Action].flat().filter((one) => one !== action) })
}

function one(template: TemplateDraft, type: string, start: string): readonly [string, ResourceDraft] {
  const [found, second] = resourcesOf(template, type, start)
  if (found === undefined || second !== undefined) throw new Error(`not exactly one ${type} ${start}`)
  return found
}

const productNow = sharedProduct(async () => ({
  directory: smallDirectory({ districts: 1, direct: 1 }),
  assembly: changedAssembly(await productAssembly(), 'Thidua', impoverish),
}))
let product: Product
let plan: PlanState

beforeAll(async () => {
  product = productNow()
  plan = await product.issue()
  const clerk = product.as('clerk', UNIT)
  const work = assignmentAt(plan.planId, '1', UNIT)
  accepted(await clerk.send('PUT', `${work}/draft`, { nominees: [nominee('Trần Thị Mẫu')], note: '' }))
  accepted(await clerk.send('POST', `${work}/submit`))
  await product.advance({ by: TRIES_MS })
}, 120_000)

const logOf = (name: string) => {
  const model = product.machine.cloud.model.functions.find(({ arn }) => arn === functionArn(product, name))
  return readFileSync(join(product.stateDir, 'logs', `${model?.name}.log`), 'utf8')
}

test('without one grant the function is denied access, and its messages end in its own dead letters', async () => {
  expect(logOf('assignment-changed/record-standing')).toMatch(/AccessDeniedException.*dynamodb:PutItem/)
  const letters = await buried(product)
  expect(Object.keys(letters).filter((name) => name.includes('RecordStanding'))).toHaveLength(1)
  expect((await product.machine.world.board.units(plan.planId)).items).toEqual([])
})

test('without a rule its reaction does not happen, and the other reactions to the same event do', async () => {
  expect(await schedulesOf(product)).toEqual([])
  expect((await product.machine.world.store.list(`notice#${plan.planId}`)).items.length).toBeGreaterThan(10)
})

test('without an environment variable the function fails loudly and nothing is lost', async () => {
  expect(await product.mails()).toEqual([])
  expect(logOf('notice-queued/send-mail')).toContain('MAIL_FROM')
  expect(product.machine.cloud.warnings.join('\n')).toMatch(/NoticeQueuedSendMail.*failed/)
  const letters = await buried(product)
  const [[, count = 0] = []] = Object.entries(letters).filter(([name]) => name.includes('SendMail'))
  expect(count).toBeGreaterThan(10)
})

test('what was not touched works as ever', async () => {
  const clerk = product.as('clerk', UNIT)
  expect((await clerk.get(assignmentAt(plan.planId, '1', UNIT))).body).toMatchObject({ state: 'submitted' })
  expect(
    Object.keys(await buried(product))
      .map((name) => name.replace(/^Thidua-(.*)DeadLetters.*$/, '$1'))
      .sort(),
  ).toEqual(['AssignmentChangedRecordStanding', 'NoticeQueuedSendMail'])
})
