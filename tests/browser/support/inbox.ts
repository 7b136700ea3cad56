/** The inbox page of the machine, as a person reads a mail in it. */
import type { Page } from 'playwright-core'

/** Opens the mail to an address in the inbox page and answers with the address behind its link. */
export async function openMail(page: Page, inbox: string, to: string, linkTo: string): Promise<string> {
  await page.goto(inbox)
  // The newest stands first.
  const mail = page.locator('.email', { hasText: to }).first()
  await mail.getByRole('button', { name: 'Toggle HTML view' }).click()
  const link = mail.frameLocator('iframe').locator(`a[href*="${linkTo}"]`).first()
  await link.waitFor()
  const href = await link.getAttribute('href')
  if (href === null) throw new Error(`the mail to ${to} has no link to ${linkTo}`)
  return href
}
