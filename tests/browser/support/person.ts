/** A person at a browser: signed in by the code that came to the inbox, watching for anything the content policy refused. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import * as z from 'zod'
import type { PortalUnderTest } from './portal.ts'

const CODE_WAIT_MS = 10_000
const LOOK_AGAIN_MS = 50

const inboxSchema = z.object({
  emails: z.array(
    z.object({ subject: z.string(), destination: z.object({ to: z.array(z.string()) }), body: z.object({ html: z.string().optional() }) }),
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
  page.setDefaultTimeout(15_000)
  return { page, faults, close: () => context.close() }
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
  const before = (await mailsTo(portal.inbox, email)).length
  await page.getByRole('button', { name: 'Đăng nhập bằng thư điện tử công vụ' }).click()
  await page.getByLabel('Thư điện tử').fill(email)
  await page.getByRole('button', { name: 'Gửi mã' }).click()
  await page.getByLabel('Mã gồm 6 chữ số').fill(await codeFor(portal.inbox, email, before))
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByRole('navigation', { name: 'Các trang chính' }).waitFor()
}

export async function mailsTo(inbox: string, email: string) {
  const { emails } = inboxSchema.parse(await (await fetch(`${inbox}/store`)).json())
  return emails.filter(({ destination }) => destination.to.some((to) => to.toLowerCase().includes(email.toLowerCase())))
}

async function codeFor(inbox: string, email: string, before: number): Promise<string> {
  const deadline = performance.now() + CODE_WAIT_MS
  while (performance.now() < deadline) {
    const code = (await mailsTo(inbox, email))
      .slice(before)
      .map(({ subject }) => /\b\d{6}\b/.exec(subject)?.[0])
      .findLast((found) => found !== undefined)
    if (code !== undefined) return code
    await delay(LOOK_AGAIN_MS)
  }
  throw new Error(`no sign-in code came for ${email}`)
}
