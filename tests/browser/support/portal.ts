/** The whole system on free ports with its built portal, a small directory, and a browser to look at it with. */
import { rmSync } from 'node:fs'
import { type Browser, chromium as playwright } from 'playwright-core'
import { type ProductMachine, startMachine } from '../../../cli/machine.ts'
import { seedDirectory } from '../../../cli/seed.ts'
import type { Directory } from '../../../shared/directory/snapshot.ts'
import { buildPortal } from '../../../web/build.ts'
import { productAssembly, temporaryFolder } from '../../assembly.ts'
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

export async function openPortal(directory = browserDirectory()): Promise<PortalUnderTest> {
  await buildPortal()
  const [assembly, stateDir] = [await productAssembly(), temporaryFolder()]
  const [machine, browser] = await Promise.all([
    startMachine({
      stateDir,
      assembly,
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
      rmSync(stateDir, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
