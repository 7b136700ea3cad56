/** What the line does to the API's answers: holds them, then lets them go or cuts them off. Nothing is answered in the API's place. */
import type { Page, Route } from 'playwright-core'

const API = /\/api\/(?!me$|docs)/

export interface HeldLine {
  /** What waits, and whatever is asked from now on, is cut off, as on a dead line. */
  cut(): void
  /** What waits is answered, and the line is as it was. */
  mend(): Promise<void>
}

/** Holds every answer from now on, or only those to requests of one method. */
export async function holdAnswers(page: Page, method?: 'GET' | 'POST' | 'PUT'): Promise<HeldLine> {
  let isCut = false
  let letGo: () => void = () => {}
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const handle = async (route: Route) => {
    if (method !== undefined && route.request().method() !== method) return route.fallback()
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

export interface HeldUploads {
  /** Resolves once so many are on their way. */
  held(many: number): Promise<void>
  letGo(): Promise<void>
  /** As many as were ever on their way at once. */
  most(): number
}

/** Holds what goes to the bucket, which is not the portal's own address. */
export async function holdUploads(page: Page, portal: string): Promise<HeldUploads> {
  let [now, most] = [0, 0]
  let [letGo, moved]: (() => void)[] = [() => {}, () => {}]
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const isElsewhere = (url: URL) => url.origin !== new URL(portal).origin
  await page.route(isElsewhere, async (route) => {
    // Whoever asks for a token does so elsewhere too.
    if (!route.request().headers()['content-type']?.startsWith('multipart/form-data')) return route.continue()
    now += 1
    most = Math.max(most, now)
    moved?.()
    await gate
    const response = await route.fetch()
    now -= 1
    await route.fulfill({ response })
  })
  return {
    held: async (many) => {
      while (now < many) await new Promise<void>((resolve) => (moved = resolve))
    },
    letGo: async () => letGo?.(),
    most: () => most,
  }
}
