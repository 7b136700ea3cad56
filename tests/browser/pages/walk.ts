/** A walk through every page in the states all pages have: slow, failed, and there; looked at, judged by axe, and drawn at two widths. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { holdAnswers } from '../support/line.ts'
import { enlarged, glance, inForcedColours, look, onPaper } from '../support/look.ts'
import { anotherTab, type Person, sitDown } from '../support/person.ts'
import { type Room, rooms } from './rooms.ts'
import { onStage } from './stage.ts'

const WALK_MS_MAX = 180_000
const ROUTES_OF = ['portal.tsx', 'public/public-portal.tsx']
/** A page may ask for several things one after the other. */
const TRIES_MAX = 5
const PRESS_MS_MAX = 1_000

export function walkThePages(): void {
  describe('every page', { timeout: WALK_MS_MAX }, () => {
    it('has a line in the table of rooms', () => {
      expect(rooms.map(({ route }) => route).toSorted()).toEqual(routesOfPortal().toSorted())
    })

    it('says that it is loading, says that nobody answered, and is whole when it is there', async () => {
      const { portal, officer, clerk } = onStage()
      const stranger = await sitDown(portal)
      // Several tabs at once: most of a page that fails is waiting.
      const tabs = { officer: await tabsOf(officer), clerk: await tabsOf(clerk), stranger: [stranger] }
      const walks = Object.entries(tabs).flatMap(([who, people]) =>
        people.map((person, at) => walk(person, shareOf(who, at, people.length))),
      )
      // One that fails does not leave the others behind on a line that is held.
      for (const walked of await Promise.allSettled(walks)) if (walked.status === 'rejected') throw walked.reason
      for (const tab of [...tabs.officer.slice(1), ...tabs.clerk.slice(1)]) await tab.page.close()
      expect(stranger.faults).toEqual([])
      await stranger.close()
    })
  })
}

/** The paths that the portal's own source has pages for. */
function routesOfPortal(): readonly string[] {
  const sources = ROUTES_OF.map((file) => readFileSync(join(import.meta.dirname, '../../../web/src', file), 'utf8'))
  const paths = sources.flatMap((source) => [...source.matchAll(/(?:<Route path="|\bpage\(')([^"'*]+)["']|\bpage\(SEARCH_PATH/g)])
  return [...new Set(paths.map(([, path = '/tim-kiem']) => path))]
}

async function tabsOf(person: Person): Promise<readonly Person[]> {
  return [person, await anotherTab(person), await anotherTab(person)]
}

/** Every so-many-th of somebody's rooms. */
function shareOf(who: string, at: number, of: number): readonly Room[] {
  return rooms.filter((room) => room.who === who).filter((_room, index) => index % of === at)
}

async function walk(person: Person, share: readonly Room[]): Promise<void> {
  for (const room of share) await enter(room, person)
}

async function enter({ route, path, ready, isStill, isPrinted }: Room, { page }: Person): Promise<void> {
  if (path === undefined || ready === undefined) return
  const stage = onStage()
  const address = stage.portal.url + path(stage)
  const name = `trang${route.replaceAll(/\/:?/g, '-')}`
  if (isStill) await page.goto(address)
  else {
    const line = await holdAnswers(page)
    await page.goto(address)
    await page.getByRole('status').getByText('Đang tải').first().waitFor()
    try {
      await glance(page, `${name}-cham`)
      line.cut()
      await page.getByRole('alert').getByText('Không kết nối được').first().waitFor()
      expect(await page.getByRole('heading', { name: 'Đang tải…' }).count(), `${name} says that it still loads`).toBe(0)
      await glance(page, `${name}-loi`)
    } finally {
      await line.mend()
    }
    for (let tries = 0; tries < TRIES_MAX && !(await ready(page).isVisible()); tries += 1) {
      const again = page.getByRole('button', { name: 'Thử lại' }).first()
      await again.or(ready(page)).first().waitFor()
      // A page that looks again by itself may be there before it is asked to.
      await again.click({ timeout: PRESS_MS_MAX }).catch(() => {})
    }
  }
  await ready(page).waitFor()
  await look(page, name)
  await enlarged(page, name)
  await inForcedColours(page, name)
  if (isPrinted) await onPaper(page, name)
}
