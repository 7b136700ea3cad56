/**
 * The portal in a real browser: Lighthouse on sign-in, a unit's home and the matrix of 3,000 units and 25 tasks, throttled as Lighthouse
 * does it (a mid-range phone on slow 4G), and the longest task of the main thread while that matrix is scrolled. Reports are kept in
 * `tests/artefacts/`.
 */
import { writeFileSync } from 'node:fs'
import chromium from '@sparticuz/chromium'
import lighthouse from 'lighthouse'
import { type Browser, launch, type Page } from 'puppeteer-core'
import * as z from 'zod'
import { sampleDirectory } from '../../shared/directory/sample/index.ts'
import { type Directory, directoryOf } from '../../shared/directory/snapshot.ts'
import { command } from '../../shared/log/command.ts'
import { isRefusal } from '../../shared/log/refusal.ts'
import { defaultPolicy } from '../../shared/plan/draft.ts'
import { planAggregate } from '../../shared/plan/plan.ts'
import { emailOf } from '../browser/support/directory.ts'
import { artefact } from '../browser/support/look.ts'
import { signIn, sitDown } from '../browser/support/person.ts'
import { openPortal, type PortalUnderTest } from '../browser/support/portal.ts'
import { standingsOf } from './dashboard.ts'

const UNITS = 3_000
const TASKS = 25
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const PLAN = 'pln_bench000000'
const SCROLLS = 60

export async function benchPortal(): Promise<void> {
  const portal = await openPortal(bigDirectory())
  const browser = await launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args, '--lang=vi-VN'],
    headless: true,
  })
  try {
    console.log(`${UNITS} units, ${TASKS} tasks: issuing`)
    await issueBigPlan(portal)
    const officer = await sessionOf(portal, emailOf(portal.directory, 'officer', 'so'))
    const clerk = await sessionOf(portal, emailOf(portal.directory, 'clerk', 'dvtt'))
    await audit(browser, 'sign-in', `${portal.url}/`)
    await audit(browser, "a unit's home", `${portal.url}/viec`, clerk)
    await audit(browser, 'matrix', `${portal.url}/ke-hoach/${PLAN}/bang`, officer)
    await scrollMatrix(browser, `${portal.url}/ke-hoach/${PLAN}/bang`, officer)
  } finally {
    await browser.close()
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

/** 25 tasks that every unit owes, with a standing in each; only one unit is told, so that no mail is on its way while it is measured. */
async function issueBigPlan({ machine, directory }: PortalUnderTest): Promise<void> {
  const officer = directory.personByEmail(emailOf(directory, 'officer', 'so'))
  const unit = officer?.roles[0]?.unit ?? ''
  const at = new Date().toISOString()
  const context = { at, actor: { person: officer?.id ?? '', unit, role: 'officer' }, correlationId: 'bench', causationId: 'bench' }
  const plan = {
    planId: PLAN,
    issuerUnit: unit,
    fileName: 'ke-hoach.txt',
    sourceSha256: '0'.repeat(64),
    header: {
      number: '21/KH-SGDĐT',
      issuer: 'Sở Giáo dục và Đào tạo',
      place: 'Hà Nội',
      date: '2021-01-18',
      title: 'Công tác thi đua',
      year: 2021,
    },
    recipients: [{ text: 'Văn phòng Sở', kind: 'unit' }],
    tasks: Array.from({ length: TASKS }, (_, index) => ({
      key: String(index + 1),
      content: `Gửi hồ sơ thi đua đợt ${index + 1}`,
      executing: ['Các phòng GDĐT các quận, huyện, thị xã; đơn vị trực thuộc'],
      coordinating: [],
      deadlineText: 'Trước ngày 26/3/2021',
      due: { kind: 'before-date', to: '2021-03-26', toBound: 'exclusive' as const, precision: 'day' },
      kinds: ['dossier'],
      form: 'dossier' as const,
    })),
    findings: [],
    policy: defaultPolicy,
  }
  const { store, board } = machine.world
  for (const order of [{ type: 'draft', plan } as const, { type: 'issue' } as const]) {
    const done = await command(store, planAggregate, PLAN, order, context)
    if (isRefusal(done)) throw new Error(`the plan was refused: ${done.code}`)
  }
  await machine.cloud.settle()
  const units = directory.units.filter(({ type }) => type === 'pgd' || type === 'dvtt')
  for (const { id } of units) await board.record(PLAN, standingsOf(id))
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

async function audit(browser: Browser, name: string, url: string, kept: Kept = {}): Promise<void> {
  const page = await openTab(browser, kept)
  const flags = { onlyCategories: [...CATEGORIES], output: 'html' as const, disableStorageReset: true, logLevel: 'error' as const }
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
