/** A person at a browser: signed in by the code that came to the inbox, watching for anything the content policy refused. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import * as z from 'zod'
import type { PortalUnderTest } from './portal.ts'

const WAIT_MS = 15_000
const CODE_WAIT_MS = 10_000
const LOOK_AGAIN_MS = 50

const inboxSchema = z.object({
  emails: z.array(
    z.object({
      messageId: z.string(),
      /** Seconds since the epoch. */
      at: z.number(),
      subject: z.string(),
      destination: z.object({ to: z.array(z.string()) }),
      body: z.object({ html: z.string().optional() }),
    }),
  ),
})

export interface Person {
  readonly page: Page
  /** Errors of scripts and refusals of the content policy. */
  readonly faults: string[]
  close(): Promise<void>
}

export async function sitDown({ browser }: PortalUnderTest, width = 1_280): Promise<Person> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'vi-VN', acceptDownloads: true })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => void faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text())) faults.push(message.text())
  })
  page.setDefaultTimeout(WAIT_MS)
  return { page, faults, close: () => context.close() }
}

/** Another tab of the same person. Tokens are a tab's own: it takes them from the first, as a person would by signing in again. */
export async function anotherTab({ page, faults, close }: Person): Promise<Person> {
  const kept = await page.evaluate('JSON.stringify({ ...sessionStorage })')
  const tab = await page.context().newPage()
  tab.setDefaultTimeout(WAIT_MS)
  await tab.addInitScript(
    `for (const [key, value] of Object.entries(JSON.parse(${JSON.stringify(kept)}))) sessionStorage.setItem(key, value)`,
  )
  return { page: tab, faults, close }
}

/** Opens an address of the portal and signs in on the way. */
export async function signIn({ page }: Person, portal: PortalUnderTest, email: string, path = '/'): Promise<void> {
  await page.goto(portal.url + path)
  await giveCode({ page }, portal, email)
}

/** The same for somebody whose session has run out while their page was open. */
export async function signInAgain({ page }: Person, portal: PortalUnderTest, email: string): Promise<void> {
  await page.reload()
  await page.getByText('Phiên làm việc đã hết').waitFor()
  await giveCode({ page }, portal, email)
}

async function giveCode({ page }: Pick<Person, 'page'>, portal: PortalUnderTest, email: string): Promise<void> {
  const known = await mailsOf(portal.inbox)
  await page.getByRole('button', { name: 'Đăng nhập bằng thư điện tử công vụ' }).click()
  await page.getByLabel('Thư điện tử').fill(email)
  await page.getByRole('button', { name: 'Gửi mã' }).click()
  await page.getByLabel('Mã gồm 6 chữ số').fill(await codeFor(portal.inbox, email, known))
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByRole('navigation', { name: 'Các trang chính' }).waitFor()
}

type InboxMail = z.infer<typeof inboxSchema>['emails'][number]

/** Those from this second on; without one all of them, which after a plan was issued are many and large. */
async function mailsOf(inbox: string, since?: number): Promise<readonly InboxMail[]> {
  const query = since === undefined ? '' : `?since=${since}`
  return inboxSchema.parse(await (await fetch(`${inbox}/store${query}`)).json()).emails
}

const isTo =
  (email: string) =>
  ({ destination }: InboxMail): boolean =>
    destination.to.some((to) => to.toLowerCase().includes(email.toLowerCase()))

export async function mailsTo(inbox: string, email: string): Promise<readonly InboxMail[]> {
  return (await mailsOf(inbox)).filter(isTo(email))
}

async function codeFor(inbox: string, email: string, known: readonly InboxMail[]): Promise<string> {
  const read = new Set(known.map(({ messageId }) => messageId))
  const since = Math.floor(Math.max(0, ...known.map(({ at }) => at)))
  const deadline = performance.now() + CODE_WAIT_MS
  while (performance.now() < deadline) {
    const code = (await mailsOf(inbox, since))
      .filter((mail) => !read.has(mail.messageId) && isTo(email)(mail))
      .map(({ subject }) => /\b\d{6}\b/.exec(subject)?.[0])
      .findLast((found) => found !== undefined)
    if (code !== undefined) return code
    await delay(LOOK_AGAIN_MS)
  }
  throw new Error(`no sign-in code came for ${email}`)
}
