/** The whole product on one machine with a held clock, its people, and what the tests of this folder look at. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { issueDocument } from '../../../../cli/issue.ts'
import { type MachineOptions, type ProductMachine, startMachine } from '../../../../cli/machine.ts'
import { seedDirectory } from '../../../../cli/seed.ts'
import type { RoleName } from '../../../../shared/directory/model.ts'
import type { Directory } from '../../../../shared/directory/snapshot.ts'
import type { PlanState } from '../../../../shared/plan/plan.ts'
import { productAssembly } from '../../../assembly.ts'
import { temporaryFolder } from '../../../temporary-folder.ts'
import { type Client, createClients } from './client.ts'
import { emailOf, SO, smallDirectory } from './directory.ts'
import { type Mail, mailsOf } from './mails.ts'

/** 09:00 in Hà Nội on the day of the sample plan. */
export const START = Date.parse('2021-01-18T02:00:00Z')
/** Longer than it takes until what became of a mail is on record. */
export const MAIL_REPORT_MS = 10_000
export const START_MS_MAX = 90_000

export const SAMPLE_TEXT = readFileSync(join(import.meta.dirname, '../../../../cli/sample/ke-hoach-mau.txt'), 'utf8')

export interface Product {
  readonly machine: ProductMachine
  readonly stateDir: string
  readonly directory: Directory
  readonly clientOf: (email: string) => Client
  /** The client of whoever holds the role there. */
  readonly as: (role: RoleName, unit: string) => Client
  /** Every mail handed to SES so far, sign-in codes left out. */
  readonly mails: () => Promise<readonly Mail[]>
  /** Moves the clock to an instant, or by milliseconds. */
  readonly advance: (to: { readonly by: number } | { readonly to: string }) => Promise<void>
  readonly settle: () => Promise<void>
  /** Issues a document through the operator's door, past the portal, and waits until everybody is told. */
  readonly issue: (text?: string) => Promise<PlanState>
}

export interface ProductOptions extends Partial<Omit<MachineOptions, 'progress'>> {
  readonly directory?: Directory
}

export async function startProduct({ directory = smallDirectory(), ...options }: ProductOptions = {}): Promise<Product> {
  const stateDir = options.stateDir ?? temporaryFolder()
  const machine = await startMachine({
    clock: { kind: 'held', at: START },
    stateDir,
    assembly: options.assembly ?? (await productAssembly()),
    ...options,
  })
  const { cloud, world } = machine
  await seedDirectory(world.store, directory, new Date(cloud.clock.now()).toISOString())
  await cloud.settle()
  const clientOf = createClients(cloud)
  return {
    machine,
    stateDir,
    directory,
    clientOf,
    as: (role, unit) => clientOf(emailOf(directory, role, unit)),
    mails: () => mailsOf(cloud),
    advance: (move) => cloud.advanceTo('by' in move ? cloud.clock.now() + move.by : Date.parse(move.to)),
    settle: () => cloud.settle(),
    async issue(text = SAMPLE_TEXT) {
      const officer = emailOf(directory, 'officer', SO)
      const plan = await issueDocument(world, { fileName: 'ke-hoach.txt', bytes: Buffer.from(text), officer, confirm: 'Đã xem' })
      await cloud.advanceTo(cloud.clock.now() + MAIL_REPORT_MS)
      return plan
    },
  }
}

/** One product for all tests of a file. */
export function sharedProduct(options?: () => ProductOptions | Promise<ProductOptions>): () => Product {
  let product: Product | undefined
  beforeAll(async () => {
    product = await startProduct(await options?.())
  }, START_MS_MAX)
  afterAll(async () => {
    await product?.machine.stop()
  })
  return () => {
    if (product === undefined) throw new Error('the machine did not start')
    return product
  }
}
