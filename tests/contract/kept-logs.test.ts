/**
 * Logs as earlier versions of this system wrote them, kept for ever: whoever changes `evolve`, a listing or an event learns here what that
 * does to the systems that run. Each file is a day's version; a line is one log with its events, its stored state and its place in lists.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../../events/catalogue.ts'
import { type Detail, parseDetail } from '../../events/event.ts'
import { assignmentAggregate } from '../../shared/assignment/assignment.ts'
import { assignmentOfId } from '../../shared/assignment/part.ts'
import { readDirectory } from '../../shared/directory/load.ts'
import { command, splitStream } from '../../shared/log/command.ts'
import { isRefusal } from '../../shared/log/refusal.ts'
import { memoryEventStore } from '../../shared/memory/event-store.ts'
import type { NoticeState } from '../../shared/notice/notice.ts'
import { renderNotice } from '../../shared/notice/render.ts'
import { loadPlan } from '../../shared/plan/load.ts'
import { findingAggregate } from '../../shared/plan/raise-finding.ts'
import { planView } from '../../shared/plan/view.ts'
import { type ListedLog, verifyListed, verifyLog } from '../../shared/record/verify.ts'

const FOLDER = join(import.meta.dirname, 'kept-logs')

const versions = readdirSync(FOLDER).map((file) => {
  const lines = readFileSync(join(FOLDER, file), 'utf8').trim().split('\n')
  return [file, lines.map((line) => JSON.parse(line) as ListedLog)] as const
})

const context = {
  at: '2022-01-10T02:00:00.000Z',
  actor: { person: 'per_officer', unit: 'unt_so-gddt-ha-noi', role: 'officer' },
  correlationId: 'cmd_1',
  causationId: 'cmd_1',
}

describe.each(versions)('what was written on %s', (_file, logs) => {
  const ofKind = (kind: string) => logs.filter(({ stream }) => splitStream(stream)[0] === kind)

  async function stored() {
    const store = memoryEventStore()
    for (const { stream, events, stored: after, listing } of logs) {
      if (after === undefined || listing === undefined) throw new Error(`${stream} has no state`)
      await store.append([{ stream, expectedVersion: 0, events, state: after.state, listing }])
    }
    return store
  }

  test.each(logs.map((log) => [log.stream, log] as const))(
    '%s proves itself: chain, state and lists are what today makes of it',
    (_stream, log) => {
      expect(verifyListed(log)).toEqual({ events: log.events.length, fault: undefined })
    },
  )

  test('is read by the contracts of today, as when it comes out of a queue, an archive or a republished log', () => {
    for (const { name, detail } of logs.flatMap(({ events }) => events)) {
      const parsed: Detail = JSON.parse(detail)
      const definition = catalogue.find((one) => one.name === name && one.version === parsed.metadata.version)
      if (definition === undefined) throw new Error(`${name} is gone from the catalogue`)
      // What a contract no longer asks about is left out.
      expect(parsed).toMatchObject(parseDetail(definition, parsed))
    }
  })

  test('is shown: the plan, and every mail', async () => {
    const store = await stored()
    const directory = await readDirectory(store)
    for (const { stream } of ofKind('plan'))
      expect(planView(await loadPlan(store, splitStream(stream)[1]), directory).tasks).not.toEqual([])
    for (const { stored: after } of ofKind('notice')) {
      const notice: NoticeState = JSON.parse(after?.state ?? '')
      const plan = notice.planId === undefined ? undefined : await loadPlan(store, notice.planId)
      expect(renderNotice(notice, plan, 'https://portal.test').subject).not.toBe('')
    }
  })

  test('goes on: what is decided today is chained to it, and the whole proves itself', async () => {
    const store = await stored()
    const finding = { findingId: 'fnd_today', code: 'no-contact', severity: 'confirm', about: 'unt_mau' } as const
    for (const { stream } of ofKind('plan'))
      await command(store, findingAggregate, splitStream(stream)[1], { type: 'raise-finding', finding }, context)
    for (const { stream } of ofKind('assignment')) {
      const id = splitStream(stream)[1]
      const of = assignmentOfId(id)
      if (of === undefined) throw new Error(`${id} is no assignment`)
      const done = await command(store, assignmentAggregate(of), id, { type: 'return', reason: 'Thiếu chữ ký' }, context)
      expect([stream, isRefusal(done)]).toEqual([stream, false])
    }
    for (const { stream, events } of [...ofKind('plan'), ...ofKind('assignment')]) {
      const verified = verifyLog({ stream, stored: await store.load(stream), events: await store.events(stream) })
      expect([stream, verified]).toEqual([stream, { events: events.length + 1, fault: undefined }])
    }
  })
})
