/** What every page must stand: axe, two widths without a sideways scroll, no code and no English; and a picture of it for the eye. */
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import * as z from 'zod'

const folder = join(import.meta.dirname, '../../artefacts')
mkdirSync(folder, { recursive: true })

export const artefact = (name: string) => join(folder, name)

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const violationsSchema = z.array(z.object({ id: z.string(), nodes: z.array(z.string()) }))

const WIDTHS = [1_280, 360] as const
/** 1,280 pixels at 200 %: as many as a page of half the width. https://www.w3.org/WAI/WCAG22/Understanding/reflow.html */
const ZOOMED = 640
const SHOT_PX_MAX = 2_600

export async function look(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    await page.evaluate('document.fonts.ready')
    await page.screenshot({
      path: artefact(`${name}-${width}.png`),
      fullPage: true,
      clip: { x: 0, y: 0, width, height: await heightOf(page) },
    })
    await expectWhole(page, `${name} at ${width} px`)
  }
  await page.setViewportSize({ width: ZOOMED, height: 450 })
  await expectWhole(page, `${name} at 200 %`)
  await page.setViewportSize({ width: WIDTHS[0], height: 900 })
  expect(await violationsOf(page), name).toEqual([])
  expect(strangeWords(await page.locator('body').innerText()), name).toEqual([])
}

/** The same in passing, for a state that looks alike on every page: without a picture. */
export async function glance(page: Page, name: string): Promise<void> {
  expect(await violationsOf(page), name).toEqual([])
  expect(strangeWords(await page.locator('body').innerText()), name).toEqual([])
  const [wide, narrow] = WIDTHS
  await page.setViewportSize({ width: narrow, height: 900 })
  await expectWhole(page, `${name} at ${narrow} px`)
  await page.setViewportSize({ width: wide, height: 900 })
}

/** A phone whose owner has set letters twice as large: everything is there, and nothing beside the screen. */
export async function enlarged(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: WIDTHS[1], height: 900 })
  await page.evaluate("document.documentElement.style.fontSize = '200%'")
  await expectWhole(page, `${name} in large letters`)
  await page.evaluate("document.documentElement.style.fontSize = ''")
  await page.setViewportSize({ width: WIDTHS[0], height: 900 })
}

/**
 * In the reader's own few colours (Windows calls it high contrast) every ground is taken away: what was told by one alone is told no more.
 * https://developer.mozilla.org/en-US/docs/Web/CSS/@media/forced-colors
 */
export async function inForcedColours(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active' })
  await page.setViewportSize({ width: WIDTHS[1], height: 900 })
  try {
    await page.screenshot({ path: artefact(`${name}-tuong-phan.png`) })
    expect(z.array(z.string()).parse(await page.evaluate(WITHOUT_EDGE)), `${name}: no edge in forced colours`).toEqual([])
    expect(z.array(z.string()).parse(await page.evaluate(LIKE_THE_OTHERS)), `${name}: chosen, and looks like the others`).toEqual([])
    const bar = page.locator('progress').first()
    if (!(await bar.isVisible())) return
    const value = await page.evaluate("document.querySelector('progress').value")
    const drawn: Buffer[] = []
    for (const shown of ['0', "document.querySelector('progress').max", String(value)]) {
      await page.evaluate(`document.querySelector('progress').value = ${shown}`)
      drawn.push(await bar.screenshot())
    }
    const [empty = Buffer.of(), full = Buffer.of()] = drawn
    expect(empty.equals(full), `${name}: a bar that is full looks empty`).toBe(false)
  } finally {
    await page.emulateMedia({ forcedColors: null })
    await page.setViewportSize({ width: WIDTHS[0], height: 900 })
  }
}

/** What one presses or fills in must have an edge, and what lies over the page. */
const WITHOUT_EDGE = `[...document.querySelectorAll('button:not(.plain), a.button, input, select, textarea, dialog')]
  .filter((element) => element.checkVisibility() && !element.matches('.visually-hidden, [type=radio], [type=checkbox]'))
  .filter((element) => !element.closest('.search') && parseFloat(getComputedStyle(element).borderTopWidth) < 1)
  .map((element) => element.outerHTML.slice(0, 100))`

/** The page one is on, or the side that is shown, beside one that is not. */
const LIKE_THE_OTHERS = `[...document.querySelectorAll('[aria-current=page], [aria-pressed=true]')]
  .filter((chosen) => {
    if (!chosen.checkVisibility()) return false
    const other = [...chosen.parentElement.children].find((one) => one.matches('a:not([aria-current]), [aria-pressed=false]'))
    if (other === undefined) return false
    const lookOf = (element) => {
      const style = getComputedStyle(element)
      return [style.borderBottomColor, style.borderBottomWidth, style.backgroundColor, style.textDecorationLine].join(' ')
    }
    return lookOf(chosen) === lookOf(other)
  })
  .map((element) => element.textContent)`

const PAPER_WIDTH = 680

/** As it comes out on A4: nothing to press, and nothing cut off. */
export async function onPaper(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: PAPER_WIDTH, height: 960 })
  await page.screenshot({ path: artefact(`${name}-giay.png`), fullPage: true })
  await expectWhole(page, `${name} on paper`)
  expect(await page.locator('button:visible').count(), `${name}: buttons on paper`).toBe(0)
  await page.emulateMedia({ media: null })
  await page.setViewportSize({ width: WIDTHS[0], height: 900 })
}

/** No sideways scroll, and no text that ends at an edge. */
async function expectWhole(page: Page, what: string): Promise<void> {
  const over = z.number().parse(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'))
  expect(over, `${what} scrolls sideways`).toBeLessThanOrEqual(0)
  expect(z.array(z.string()).parse(await page.evaluate(CUT)), `${what} cuts text off`).toEqual([])
}

/** Texts in boxes that hide what does not fit; fields scroll, and what is hidden from the eye on purpose is one pixel wide. */
const CUT = `[...document.querySelectorAll('body *')]
  .filter((element) => {
    const { overflowX } = getComputedStyle(element)
    const hides = overflowX === 'hidden' || overflowX === 'clip'
    return hides && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1 && !element.matches('input, select, textarea')
  })
  .map((element) => element.textContent.trim().slice(0, 60))`

/** A very long page repeats itself, and drawing it takes longer than all the rest. */
async function heightOf(page: Page): Promise<number> {
  return Math.min(SHOT_PX_MAX, z.number().parse(await page.evaluate('document.documentElement.scrollHeight')))
}

async function violationsOf(page: Page): Promise<z.infer<typeof violationsSchema>> {
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe)
  const run = `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], iframes: false })
    .then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map((node) => node.html.slice(0, 200)) })))`
  return violationsSchema.parse(await page.evaluate(run))
}

/** Ids, codes and English words that slipped through. */
const STRANGE =
  /\b(?:(?:pln|unt|per|ntc|upl|fnd|grp)_[\w-]+|undefined|null|NaN|\[object \w+\]|submit(?:ted)?|draft|issued|pending|error|loading|failed|unknown|accepted|refused)\b/gi

function strangeWords(text: string): readonly string[] {
  return [...new Set(text.match(STRANGE) ?? [])]
}
