/** The pages beside the newcomer's path, and what happens when things do not go to plan: all on one machine, one test after the other. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildPortal, firstLoadBytes } from '../../web/build.ts'
import { clerkPages } from './pages/clerk.ts'
import { cutFiles } from './pages/cut.ts'
import { laterPages, officerPages } from './pages/officer.ts'
import { onStage, setStage } from './pages/stage.ts'
import { walkThePages } from './pages/walk.ts'
import { artefact } from './support/look.ts'

const START_MS = 180_000
const SCRIPT_BYTES_MAX = 170_000
/** What words, days and awards mean is the same on both sides. */
const SHARED_WITH_PAGES = /^(web\/|shared\/(time|text|award)\/)/

beforeAll(async () => {
  await setStage()
}, START_MS)

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  const { officer, clerk } = onStage()
  await officer.page.screenshot({ path: artefact('failed-pages-officer.png'), fullPage: true })
  await clerk.page.screenshot({ path: artefact('failed-pages-clerk.png'), fullPage: true })
})

afterAll(async () => {
  const { portal, officer, clerk } = onStage()
  expect([...officer.faults, ...clerk.faults]).toEqual([])
  await portal.close()
})

describe('the portal', { timeout: START_MS }, () => {
  it(`loads at most ${SCRIPT_BYTES_MAX / 1_000} kB of script, and nothing of the server`, async () => {
    for (const path of await buildPortal()) expect(path).toMatch(SHARED_WITH_PAGES)
    expect(firstLoadBytes()).toBeLessThanOrEqual(SCRIPT_BYTES_MAX)
  })
})

walkThePages()
cutFiles()
officerPages()
clerkPages()
laterPages()
