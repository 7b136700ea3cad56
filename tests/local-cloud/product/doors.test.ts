/** Who gets in: every role at every route, what others may not even guess, and that looking changes nothing. */
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { createdId } from '../../../functions/runtime/created-id.ts'
import { isCommand, routeKey } from '../../../shared/api/route.ts'
import { feedAggregateOf, feedIdOf } from '../../../shared/calendar/feed.ts'
import type { Person } from '../../../shared/directory/model.ts'
import { command } from '../../../shared/log/command.ts'
import { subscriptionAggregate } from '../../../shared/subscription/subscription.ts'
import type { Answer, Client } from './support/client.ts'
import { DISTRICT, directUnits, SO, smallDirectory } from './support/directory.ts'
import { allRoutes, pathOf, request, type Target } from './support/doors.ts'
import { type ActorName, actors, expectedRoutes, mayBy } from './support/expectations.ts'
import { PDF, pdfOf, upload } from './support/files.ts'
import { itemsOf } from './support/items.ts'
import { type Product, sharedProduct } from './support/product.ts'
import { accepted, assignmentAt, draftFrom, TEXT_TO_REVIEW } from './support/story.ts'

const [A = '', B = ''] = directUnits
const BOUNCING = 'vanthu@thpt-binh-duc.thidua.test'
const WALK_MS_MAX = 120_000
const SECRET = 'b'.repeat(43)
const WRONG_SECRET = `${'c'.repeat(43)}.ics`

const readerOfA: Person = {
  id: 'per_nguoi-xem',
  name: 'Người Xem',
  email: 'xem@don-vi-a.thidua.test',
  roles: [{ role: 'reader', unit: 'unt_tap-chi-gd-thu-do', from: '2020-01-01' }],
}

const productNow = sharedProduct(() => ({
  directory: smallDirectory({ districts: 1, direct: 2, people: [readerOfA] }),
  bounces: (address) => address === BOUNCING,
}))
let product: Product
let clients: Readonly<Record<ActorName, Client>>
/** What the walk asks for: the first and second column of the table, and things that do not exist. */
let targets: readonly [Target, Target]
let nothing: Target
/** The answer of what does not exist. */
let hidden: string

beforeAll(async () => {
  product = productNow()
  expect([A, B]).toContain(readerOfA.roles[0]?.unit)
  clients = {
    'so-officer': product.as('officer', SO),
    'so-head': product.as('head', SO),
    'so-reader': product.as('reader', SO),
    'district-officer': product.as('officer', DISTRICT),
    'a-head': product.as('head', A),
    'a-clerk': product.as('clerk', A),
    'a-reader': product.as('reader', A),
  }
  const { planId } = await product.issue()
  const drafted = accepted(await draftFrom(product, clients['so-officer'], 'nhap.txt', Buffer.from(TEXT_TO_REVIEW)))
  const draft = String(drafted.body.planId)
  targets = [await targetOf(A, planId, planId), await targetOf(B, planId, draft)]
  nothing = {
    ...{ planId: 'pln_00000000000000000000000000', key: '3', unit: 'unt_khong-co', kind: 'notice', id: 'ntc_000000000000000000000000' },
    ...{ part: '1', whose: 'ai-do', feedId: 'fed_00000000000000000000000000', secret: WRONG_SECRET },
    subscription: 'sub_00000000000000000000000000',
    ...{ uploadId: 'upl_00000000000000000000000000', noticeId: 'ntc_000000000000000000000000', workPlan: 'pln_00000000000000000000000000' },
  }
  hidden = (await clients['so-officer'].get(`/api/plans/${nothing.planId}`)).text
}, WALK_MS_MAX)

/** A unit with one file in its draft, which was handed in before and so stays readable when it is taken out, its mail about the plan, and its log. */
async function targetOf(unit: string, workPlan: string, planId: string): Promise<Target> {
  const clerk = product.as('clerk', unit)
  const work = assignmentAt(workPlan, '3', unit)
  const { uploadId } = await upload(clerk, work, 'ho-so.pdf', PDF, await pdfOf(unit))
  await product.settle()
  const nominees = [{ name: 'Người Thử', award: 'Giấy khen', kind: 'individual' }]
  accepted(await clerk.send('PUT', `${work}/draft`, { nominees, note: 'Nộp lần đầu' }))
  accepted(await clerk.send('POST', `${work}/submit`))
  accepted(await clerk.send('POST', `${work}/withdraw`, { reason: 'Nộp lại' }))
  await product.settle()
  const page = await product.machine.world.store.list(`notice#${workPlan}`, { prefix: `plan-issued##${unit}#` })
  const { noticeId } = JSON.parse(page.items[0]?.row ?? '{}')
  const feed =
    unit === A
      ? { whose: 'unit', feedId: await openFeed(), secret: `${SECRET}.ics` }
      : { whose: 'person', feedId: await openFeed(), secret: WRONG_SECRET }
  const subscription = await openSubscription(unit === A ? SO : DISTRICT)
  return {
    planId,
    workPlan,
    key: '3',
    part: '1',
    unit,
    uploadId,
    noticeId,
    kind: 'assignment',
    id: `${workPlan}.3.${unit}`,
    subscription,
    ...feed,
  }
}

/** The calendar of somebody who has left: nobody of the walk can replace its address, and nothing happens in it. */
async function openFeed(): Promise<string> {
  const owner = 'per_nguoi-da-nghi'
  const secretSha256 = createHash('sha256').update(SECRET).digest('hex')
  const context = { at: '2021-01-18T02:00:00.000Z', actor: { person: owner }, correlationId: 'doors', causationId: 'doors' }
  await command(product.machine.world.store, feedAggregateOf(owner), feedIdOf(owner), { type: 'open', secretSha256 }, context)
  return feedIdOf(owner)
}

/** Of a system that nobody calls: nothing public happens to a plan while the walk is on. */
async function openSubscription(unit: string): Promise<string> {
  const subscriptionId = createdId('sub', unit)
  const order = { type: 'open', subscriptionId, unit, url: 'https://nhan.thidua.test/', secretId: 'sec_x', after: 0 } as const
  const context = { at: '2021-01-18T02:00:00.000Z', actor: { person: 'per_x' }, correlationId: 'doors', causationId: 'doors' }
  await command(product.machine.world.store, subscriptionAggregate, subscriptionId, order, context)
  return subscriptionId
}

describe('every role at every route', () => {
  test('the table knows every route, and no other', () => {
    expect([...expectedRoutes].sort()).toEqual(allRoutes.map(routeKey).sort())
  })

  test('what does not exist is one and the same answer at every route', async () => {
    const answers = await Promise.all(
      allRoutes.filter(({ path }) => path.includes('{')).map((route) => request(clients['so-officer'], route, nothing)),
    )
    expect(JSON.parse(hidden)).toEqual({ code: 'not-found', message: expect.any(String) })
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set([`404 ${hidden}`]))
  })

  test.each(actors)(
    '%s may what the table says, and gets elsewhere exactly what does not exist gets',
    async (actor) => {
      // Reads first: a command of the walk may change what is there to be read.
      for (const route of [...allRoutes].sort((one, other) => Number(isCommand(one)) - Number(isCommand(other)))) {
        for (const column of [0, 1] as const) {
          const answer = await request(clients[actor], route, targets[column])
          const cell = `${actor} ${routeKey(route)} ${column === 0 ? 'first' : 'second'}`
          expect([cell, answer.status === 404 && answer.text === hidden]).toEqual([cell, !mayBy(routeKey(route), actor, column)])
          expect([cell, answer.status]).not.toEqual([cell, 500])
          if (answer.text === hidden) expect([cell, [...answer.headers.keys()].includes('etag')]).toEqual([cell, false])
        }
      }
    },
    WALK_MS_MAX,
  )
})

describe('what others do', () => {
  const strangers = ['a-head', 'a-clerk', 'a-reader', 'so-reader', 'district-officer'] as const

  /** Every GET answer of everybody who may not know of unit B, byte for byte. */
  async function lookAround(): Promise<readonly string[]> {
    const seen: string[] = []
    for (const actor of strangers) {
      for (const route of allRoutes.filter((route) => !isCommand(route))) {
        for (const target of targets) {
          const { status, text, version } = await request(clients[actor], route, target)
          seen.push([actor, pathOf(route, target), status, version, text].join(' '))
        }
      }
    }
    return seen
  }

  test(
    'cannot be seen by those whom it does not concern: not that B handed in, nor what was said to it',
    async () => {
      const before = await lookAround()
      const theirs = assignmentAt(targets[0].planId, '1', B)
      const clerkOfB = product.as('clerk', B)
      const nominees = [{ name: 'Người Của B', award: 'Giấy khen', kind: 'individual' }]
      accepted(await clerkOfB.send('PUT', `${theirs}/draft`, { nominees, note: '' }))
      accepted(await clerkOfB.send('POST', `${theirs}/submit`))
      accepted(await clients['so-officer'].send('POST', `${theirs}/return`, { reason: 'Thiếu chữ ký' }))
      const until = '2021-03-01T17:00:00.000Z'
      accepted(await clients['so-officer'].send('POST', `${theirs}/extension`, { until, reason: 'Được xin' }))
      accepted(await clients['so-officer'].send('POST', `/api/notices/${targets[1].noticeId}/resend`))
      await product.settle()
      expect(await lookAround()).toEqual(before)
    },
    WALK_MS_MAX,
  )

  test(
    'is not in the plan that every unit reads: no counts of a closed task, no address that bounced',
    async () => {
      await product.advance({ to: '2021-02-05T17:00:00Z' })
      const path = `/api/plans/${targets[0].planId}`
      const whole = await clients['so-officer'].get(path)
      expect(whole.body).toMatchObject({
        tasks: expect.arrayContaining([expect.objectContaining({ key: '1', closing: expect.anything() })]),
      })
      expect(whole.body).toMatchObject({ findings: expect.arrayContaining([expect.objectContaining({ code: 'mail-bounced' })]) })
      for (const actor of strangers) {
        const part = await clients[actor].get(path)
        expect([actor, part.status, part.version]).toEqual([actor, 200, undefined])
        for (const secret of ['closing', 'mail-bounced', BOUNCING]) expect([actor, part.text.includes(secret)]).toEqual([actor, false])
      }
    },
    WALK_MS_MAX,
  )
})

describe('looking changes nothing', () => {
  test(
    'no GET, no HEAD and no link of a mail changes an item of the table',
    async () => {
      await product.settle()
      const before = await itemsOf(product.machine)
      const answers: Answer[] = []
      for (const actor of actors)
        for (const route of allRoutes.filter((route) => !isCommand(route)))
          for (const target of targets) answers.push(await request(clients[actor], route, target))
      const links = await linksOfMails()
      for (const route of allRoutes)
        for (const target of targets) links.push(`${product.machine.cloud.addresses.api}${pathOf(route, target)}`)
      const authorization = `Bearer ${await clients['a-clerk'].token()}`
      for (const link of new Set(links))
        for (const headers of [{}, { authorization }])
          for (const method of ['GET', 'HEAD']) await (await fetch(link, { method, headers, redirect: 'manual' })).arrayBuffer()
      await product.settle()
      expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(20)
      expect(await itemsOf(product.machine)).toEqual(before)
    },
    WALK_MS_MAX,
  )

  test('a mail links to its own page of the portal and to nothing else', async () => {
    const pages = (await product.mails()).map(({ noticeId }) => `${product.machine.cloud.addresses.api}/thong-bao/${noticeId}`)
    expect(new Set(await linksOfMails())).toEqual(new Set(pages))
  })
})

async function linksOfMails(): Promise<string[]> {
  const mails = await product.mails()
  return mails.flatMap(({ text, html }) => [...`${text} ${html}`.matchAll(/https?:\/\/[^\s"'<>)]+/g)].map(([link]) => link))
}
