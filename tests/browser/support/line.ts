/** What the line does to the API's answers: holds them, or cuts them off. Nothing is answered in the API's place. */
import type { Page } from 'playwright-core'

const API = /\/api\/(?!me$|docs)/

/** Holds every answer until it is let go. */
export async function holdAnswers(page: Page): Promise<() => Promise<void>> {
  let letGo: () => void = () => {}
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(API, async (route) => {
    await gate
    await route.continue().catch(() => {})
  })
  return async () => {
    letGo()
    await page.unrouteAll({ behavior: 'wait' })
  }
}

/** Cuts every request off, as a dead line does, until it is mended. */
export async function cutAnswers(page: Page): Promise<() => Promise<void>> {
  await page.route(API, (route) => route.abort('connectionreset'))
  return () => page.unrouteAll({ behavior: 'wait' })
}
