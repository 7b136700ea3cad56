/** What the line does to the API's answers: holds them, then lets them go or cuts them off. Nothing is answered in the API's place. */
import type { Page, Route } from 'playwright-core'

const API = /\/api\/(?!me$|docs)/

export interface HeldLine {
  /** What waits, and whatever is asked from now on, is cut off, as on a dead line. */
  cut(): void
  /** What waits is answered, and the line is as it was. */
  mend(): Promise<void>
}

/** Holds every answer from now on. */
export async function holdAnswers(page: Page): Promise<HeldLine> {
  let isCut = false
  let letGo: () => void = () => {}
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const handle = async (route: Route) => {
    await gate
    // A page that was left meanwhile waits for nothing any more.
    await (isCut ? route.abort('connectionreset') : route.continue()).catch(() => {})
  }
  await page.route(API, handle)
  return {
    cut: () => {
      isCut = true
      letGo()
    },
    mend: async () => {
      isCut = false
      letGo()
      await page.unroute(API, handle)
    },
  }
}
