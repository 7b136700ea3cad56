/** What the tests of the pages share: one machine with an issued plan, an officer and a clerk at their desks. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { issueDocument } from '../../../cli/issue.ts'
import { productAssembly } from '../../assembly.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { emailOf } from '../support/directory.ts'
import { type Person, signIn, sitDown } from '../support/person.ts'
import { openPortal, type PortalUnderTest } from '../support/portal.ts'

export const planText = readFileSync(join(import.meta.dirname, '../../../cli/sample/ke-hoach-mau.txt'), 'utf8')

export interface Stage {
  readonly portal: PortalUnderTest
  readonly officer: Person
  readonly clerk: Person
  readonly planId: string
  /** The unit the clerk acts for, and another one like it. */
  readonly ownUnit: string
  readonly otherUnit: string
  /** The mail by which the clerk's unit was told of the plan. */
  readonly noticeId: string
}

let stage: Stage | undefined

/** For tests: there once `setStage` has run. */
export function onStage(): Stage {
  if (stage === undefined) throw new Error('nothing is on stage yet')
  return stage
}

export async function setStage(): Promise<Stage> {
  const portal = await openPortal({ assembly: await productAssembly(), folder: temporaryFolder('browser') })
  const officerEmail = emailOf(portal.directory, 'officer', 'so')
  const document = { fileName: 'ke-hoach.txt', bytes: Buffer.from(planText) }
  const { planId } = await issueDocument(portal.machine.world, { ...document, officer: officerEmail, confirm: 'Đã xem' })
  const [officer, clerk] = await Promise.all([sitDown(portal), sitDown(portal)])
  const clerkEmail = emailOf(portal.directory, 'clerk', 'pgd', 1)
  await Promise.all([signIn(officer, portal, officerEmail, `/ke-hoach/${planId}`), signIn(clerk, portal, clerkEmail, '/ke-hoach')])
  const unitOf = (email: string) => portal.directory.personByEmail(email)?.roles[0]?.unit ?? ''
  const ownUnit = unitOf(clerkEmail)
  const otherUnit = unitOf(emailOf(portal.directory, 'clerk', 'pgd', 2))
  await portal.machine.cloud.settle()
  const told = await portal.machine.world.store.list(`notice#${planId}`, { prefix: `plan-issued##${ownUnit}#` })
  const { noticeId } = JSON.parse(told.items[0]?.row ?? '{}') as { noticeId: string }
  stage = { portal, officer, clerk, planId, ownUnit, otherUnit, noticeId }
  return stage
}
