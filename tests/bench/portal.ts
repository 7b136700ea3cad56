/**
 * The portal in a real browser: Lighthouse on sign-in, a unit's home and the matrix of 3,000 units and 25 tasks, throttled as Lighthouse
 * does it (a mid-range phone on slow 4G, nothing kept from a visit before), and the longest task of the main thread while that matrix is
 * scrolled. Reports are kept in `tests/artefacts/`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import lighthouse from 'lighthouse'
import { type Browser, launch, type Page } from 'puppeteer-core'
import * as z from 'zod'
import { issueDocument } from '../../cli/issue.ts'
import { sampleDirectory } from '../../shared/directory/sample/index.ts'
import { type Directory, directoryOf } from '../../shared/directory/snapshot.ts'
import { browserOptions } from '../browser/support/browser.ts'
import { emailOf } from '../browser/support/directory.ts'
import { artefact } from '../browser/support/look.ts'
import { signIn, sitDown } from '../browser/support/person.ts'
import { openPortal, type PortalUnderTest } from '../browser/support/portal.ts'
import { standingsOf } from './dashboard.ts'

const UNITS = 3_000
const TASKS = 25
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const SCROLLS = 60

export async function benchPortal(): Promise<void> {
  const portal = await openPortal({ directory: bigDirectory() })
  try {
    const officer = await sessionOf(portal, emailOf(portal.directory, 'officer', 'so'))
    const clerk = await sessionOf(portal, emailOf(portal.directory, 'clerk', 'dvtt'))
    // One browser at a time: what is measured must not share the machine with another.
    await portal.browser.close()
    console.log(`${UNITS} units, ${TASKS} tasks: issuing`)
    const matrix = `${portal.url}/ke-hoach/${await issueBigPlan(portal)}/bang`
    const browser = await launch(await browserOptions())
    try {
      await audit(browser, 'sign-in', `${portal.url}/`)
      await audit(browser, "a unit's home", `${portal.url}/viec`, clerk)
      await audit(browser, 'matrix', matrix, officer)
      await scrollMatrix(browser, matrix, officer)
    } finally {
      await browser.close()
    }
  } finally {
    await portal.close()
  }
}

/** All the units, and of the people only those who sign in: writing thousands of them is not what is measured. */
function bigDirectory(): Directory {
  const { units, groups, people } = sampleDirectory({ units: UNITS })
  const whole = directoryOf(units, groups, people)
  const wanted = new Set([emailOf(whole, 'officer', 'so'), emailOf(whole, 'clerk', 'dvtt')])
  const few = people.filter(({ email }) => wanted.has(email))
  return directoryOf(units, [], few)
}

/** 25 tasks that every unit owes, with a standing for every fifth unit; only a few are told, so that no mail is on its way while it is measured. */
async function issueBigPlan({ machine, directory }: PortalUnderTest): Promise<string> {
  const sample = readFileSync(join(import.meta.dirname, '../../cli/sample/ke-hoach-mau.txt'), 'utf8')
  const head = sample.slice(0, sample.indexOf('Quý I - 2021\t')).replace(/^- (?:Các đơn vị trực thuộc Sở|Phòng GDĐT các quận.*);\n/gm, '')
  const executing = 'Các phòng GDĐT các quận, huyện, thị xã; đơn vị trực thuộc'
  const rows = Array.from({ length: TASKS }, (_, at) => `${at + 1}.\tGửi hồ sơ thi đua đợt ${at + 1}\t${executing}\t\tTrước ngày 26/3/2021`)
  const document = { fileName: 'ke-hoach.txt', bytes: Buffer.from([head.trimEnd(), ...rows].join('\n')) }
  const officer = emailOf(directory, 'officer', 'so')
  const { planId } = await issueDocument(machine.world, { ...document, officer, confirm: 'Đã xem' })
  await machine.cloud.settle()
  const units = directory.units.filter(({ type }) => type === 'pgd' || type === 'dvtt')
  // One in five: enough to see every mark; writing all of them takes minutes and measures nothing here.
  for (const { id } of units.filter((_, at) => at % 5 === 0)) await machine.world.board.record(planId, standingsOf(id))
  return planId
}

type Kept = Readonly<Record<string, string>>

/** Signed in as a person would be; a tab that begins with what this one keeps is signed in too. */
async function sessionOf(portal: PortalUnderTest, email: string): Promise<Kept> {
  const person = await sitDown(portal)
  await signIn(person, portal, email)
  const kept = z.record(z.string(), z.string()).parse(await person.page.evaluate('({ ...sessionStorage })'))
  await person.close()
  return kept
}

async function openTab(browser: Browser, kept: Kept): Promise<Page> {
  const page = await browser.newPage()
  const script = `for (const [key, value] of Object.entries(${JSON.stringify(kept)})) sessionStorage.setItem(key, value)`
  await page.evaluateOnNewDocument(script)
  return page
}

/** The functions behind a page are awake: waking them takes the same two cores, and would be taken for the browser's own work. */
async function wake(browser: Browser, url: string, kept: Kept): Promise<void> {
  const page = await openTab(browser, kept)
  await page.goto(url, { waitUntil: 'networkidle0' })
  await page.close()
}

/** As somebody's first visit: Lighthouse empties the browser's cache before it opens the page. */
async function audit(browser: Browser, name: string, url: string, kept: Kept = {}): Promise<void> {
  await wake(browser, url, kept)
  const page = await openTab(browser, kept)
  const flags = { onlyCategories: [...CATEGORIES], output: 'html' as const, logLevel: 'error' as const }
  const result = await lighthouse(url, flags, undefined, page)
  if (result === undefined) throw new Error(`Lighthouse said nothing of ${name}`)
  const { lhr, report } = result
  writeFileSync(artefact(`lighthouse-${name.replace(/\W+/g, '-')}.html`), String(report))
  const scores = CATEGORIES.map((category) => `${category} ${Math.round((lhr.categories[category]?.score ?? 0) * 100)}`)
  const short = Object.values(lhr.audits).filter(
    ({ score, scoreDisplayMode }) => score !== null && score < 0.9 && ['binary', 'numeric', 'metricSavings'].includes(scoreDisplayMode),
  )
  console.log(`${name}: ${scores.join(', ')}`)
  for (const { id, displayValue = '' } of short) console.log(`  ${id} ${displayValue}`)
  await page.close()
}

/** Milliseconds of each long task while the wheel turns through the whole table. */
async function scrollMatrix(browser: Browser, url: string, kept: Kept): Promise<void> {
  const page = await openTab(browser, kept)
  await page.setViewport({ width: 1_280, height: 900 })
  await page.goto(url)
  await page.waitForSelector('.matrix tbody th')
  await page.evaluate(
    'window.longTasks = []; new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" })',
  )
  const table = await page.waitForSelector('.matrix-scroll')
  await table?.hover()
  for (let turn = 0; turn < SCROLLS; turn += 1) {
    await page.mouse.wheel({ deltaY: 2_400 })
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))')
  }
  const longest = z
    .array(z.number())
    .parse(await page.evaluate('longTasks'))
    .reduce((max, one) => Math.max(max, one), 0)
  const top = z.number().parse(await page.evaluate('document.querySelector(".matrix-scroll").scrollTop'))
  console.log(`scrolling ${Math.round(top)} px of ${UNITS} × ${TASKS}: longest task ${longest === 0 ? 'under 50' : Math.round(longest)} ms`)
  await page.close()
}
