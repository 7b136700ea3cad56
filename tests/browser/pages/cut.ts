/** A file of the portal that a bad line cuts off: the page works without it or says what to do, and doing that brings it. */
import { describe, expect, it } from 'vitest'
import { look } from '../support/look.ts'
import { type Person, sitDown } from '../support/person.ts'
import { type Room, rooms } from './rooms.ts'
import { onStage } from './stage.ts'

const CUT_MS_MAX = 120_000
/** What the page itself names is there before any page of its own file is asked for. */
const FILES = /"(\/assets\/[^"]+)"/g

export function cutFiles(): void {
  describe('a file that is cut off on the way', { timeout: CUT_MS_MAX }, () => {
    it('leaves no empty page when it is one that the portal begins with', async () => {
      const { portal } = onStage()
      const person = await sitDown(portal)
      const { page } = person
      const address = `${portal.url}/cong-khai`
      const list = page.getByRole('heading', { name: 'Kế hoạch công khai' })
      const files = await filesOfStart(address)
      expect(files.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(1)
      for (const file of files) {
        const { mend } = await cut(person, (path) => path === file)
        await page.goto(address)
        if (file.endsWith('.js')) {
          const reload = page.getByRole('link', { name: 'tải lại trang' })
          await reload.waitFor()
          await look(page, 'khong-tai-duoc')
          await mend()
          await reload.click()
        }
        await list.waitFor()
        await mend()
      }
      const { mend } = await cut(person, (path) => /\.woff2?$/.test(path))
      await page.goto(address)
      await list.waitFor()
      await mend()
      expect(person.faults).toEqual([])
      await person.close()
    })

    it('is said on every page that comes in a file of its own', async () => {
      const { portal, officer, clerk } = onStage()
      const stranger = await sitDown(portal)
      const started = new Set(await filesOfStart(portal.url))
      for (const [who, person] of Object.entries({ officer, clerk, stranger })) {
        let were = 0
        for (const room of rooms.filter((one) => one.who === who))
          were += (await enterCut(room, person, (path) => !started.has(path))) ? 1 : 0
        expect(were, who).toBeGreaterThan(1)
      }
      expect(stranger.faults).toEqual([])
      await stranger.close()
    })
  })
}

async function filesOfStart(address: string): Promise<readonly string[]> {
  const html = await (await fetch(address)).text()
  return [...html.matchAll(FILES)].map(([, file = '']) => file)
}

interface Cut {
  /** What was asked for and did not come. */
  readonly files: ReadonlySet<string>
  mend(): Promise<void>
}

/** Aborts what comes from these paths until it is mended. */
async function cut({ page }: Person, isCut: (path: string) => boolean): Promise<Cut> {
  const files = new Set<string>()
  const isOfThem = (url: URL) => url.pathname.startsWith('/assets/') && isCut(url.pathname)
  await page.route(isOfThem, (route) => {
    files.add(new URL(route.request().url()).pathname)
    return route.abort('connectionreset')
  })
  return { files, mend: () => page.unroute(isOfThem) }
}

/** Answers whether a file of the page's own was cut off: what several pages share comes with the portal. */
async function enterCut({ path, ready }: Room, person: Person, isCut: (file: string) => boolean): Promise<boolean> {
  if (path === undefined || ready === undefined) return false
  const { page } = person
  const { files, mend } = await cut(person, (file) => file.endsWith('.js') && isCut(file))
  await page.goto(onStage().portal.url + path(onStage()))
  const said = page.getByRole('alert').getByText('Xin kiểm tra đường truyền rồi').or(page.getByText('Chưa mở được hệ thống'))
  await said.or(ready(page)).first().waitFor()
  await mend()
  if (files.size === 0) return false
  await said.first().waitFor()
  await page.getByRole('button', { name: /^(?:Tải lại trang|Thử lại)$/ }).click()
  await ready(page).waitFor()
  return true
}
