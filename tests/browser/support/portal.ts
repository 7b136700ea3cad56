/** The whole system on free ports with its built portal, a small directory, and a browser to look at it with. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium as playwright } from 'playwright-core'
import { type ProductMachine, startMachine } from '../../../cli/machine.ts'
import { seedDirectory } from '../../../cli/seed.ts'
import { synthesize } from '../../../infra/app.ts'
import type { Directory } from '../../../shared/directory/snapshot.ts'
import { buildPortal } from '../../../web/build.ts'
import { browserOptions } from './browser.ts'
import { browserDirectory } from './directory.ts'

/** 09:00 in Hà Nội on the day of the sample plan. */
const PLAN_DAY = '2021-01-18T02:00:00.000Z'

export interface PortalUnderTest {
  readonly machine: ProductMachine
  readonly directory: Directory
  readonly browser: Browser
  readonly url: string
  readonly inbox: string
  close(): Promise<void>
}

interface PortalOptions {
  readonly directory?: Directory
  /** One that was synthesized already; without it the system is synthesized anew. */
  readonly assembly?: string
  /** For what it leaves on disk while it runs. */
  readonly folder?: string
}

export async function openPortal({
  directory = browserDirectory(),
  assembly,
  folder = mkdtempSync(join(tmpdir(), 'thidua-browser-')),
}: PortalOptions = {}): Promise<PortalUnderTest> {
  await buildPortal()
  const fresh = join(folder, 'cdk.out')
  if (assembly === undefined) await synthesize({ outdir: fresh })
  const [machine, browser] = await Promise.all([
    startMachine({
      stateDir: join(folder, 'state'),
      assembly: assembly ?? fresh,
      clock: { kind: 'real', offsetMs: Date.parse(PLAN_DAY) - Date.now() },
    }),
    browserOptions().then((options) => playwright.launch(options)),
  ])
  await seedDirectory(machine.world.store, directory, new Date().toISOString())
  return {
    machine,
    directory,
    browser,
    url: machine.running.portal,
    inbox: machine.running.inbox,
    close: async () => {
      await browser.close()
      await machine.stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
