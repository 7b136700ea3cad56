/** A small plan: a dossier with a nested deadline, a registration window, a report, one task past at issue, one without a date. */
import type { Happened } from '../../../events/event.ts'
import type { PlanPolicy, PlanTask, planDrafted } from '../../../events/plan.ts'
import type { planDocumentOffered, ReadDocument } from '../../../events/plan-document.ts'
import { addDays, addSeconds } from '../../../shared/time/calendar.ts'
import type { Chance } from '../chance.ts'
import { issuer } from './directory.ts'

type Drafted = Happened<typeof planDrafted>['data']

export const planId = 'pln_simulated00'

const uploadId = 'upl_simulated00'
const document: ReadDocument = {
  uploadId,
  objectKey: `plans/${planId}/${uploadId}/original`,
  sourceKey: `plans/${planId}/${uploadId}/source.json`,
  format: 'text',
  fromOcr: false,
}

export function offeredDocument(now: string): Omit<Happened<typeof planDocumentOffered>['data'], 'offeredAt'> {
  const objectKey = `quarantine/plans/${planId}/${uploadId}`
  const file = { fileName: 'ke-hoach.txt', bytes: 26_000, sha256: '0'.repeat(64) }
  return { planId, issuerUnit: issuer, uploadId, ...file, objectKey, expiresAt: addSeconds(now, 600) }
}

const everybody = ['Các phòng GDĐT', 'Các đơn vị trực thuộc Sở']
const ladders = [[1], [3, 0], [7, 1], [7, 3, 1], [14, 1, 0]] as const

export function draftedPlan(chance: Chance, issueDay: string): Drafted {
  const policy: PlanPolicy = {
    closes: chance.pick(['strict', 'lenient']),
    reminderDays: [...chance.pick(ladders)],
    escalateFromDays: chance.whole(0, 1),
  }
  const dossier = dossierTask(chance, issueDay)
  const choices = [
    [dossier, nested(dossier, chance)],
    [windowTask(chance, issueDay)],
    [reportTask(chance, issueDay)],
    [pastTask(issueDay)],
    [undatedTask()],
  ]
  const tasks = chance
    .shuffled(choices)
    .slice(0, chance.pick([2, 2, 2, 3, 4]))
    .flat()
  // There is always something to wait for.
  if (!tasks.some((task) => task.due !== null && task.key !== '4')) tasks.push(reportTask(chance, issueDay))
  return {
    planId,
    issuerUnit: issuer,
    fileName: 'ke-hoach.txt',
    sourceSha256: '0'.repeat(64),
    document,
    header: {
      number: '148/KH-SGDĐT',
      issuer: 'Sở Giáo dục và Đào tạo',
      place: 'Hà Nội',
      date: issueDay,
      title: 'Công tác thi đua',
      year: 2021,
    },
    recipients: [
      ...everybody.map((text) => ({ text, kind: 'unit-group' })),
      { text: 'Cổng thông tin điện tử Ngành', kind: 'portal' },
      { text: 'Lưu: VT', kind: 'archive' },
    ],
    tasks,
    findings: chance.happens(0.3) ? [{ findingId: 'fnd_1', code: 'past-deadline', severity: 'confirm' }] : [],
    policy,
  }
}

function task(key: string, form: PlanTask['form'], executing: readonly string[], due: PlanTask['due']): PlanTask {
  const content = `Nhiệm vụ ${key}`
  return { key, content, executing: [...executing], coordinating: [], deadlineText: due?.to ?? '', due, kinds: [form], form }
}

const few = ['Trường THPT Mẫu 1', 'Trường THPT Mẫu 2', 'Phòng GDĐT quận Đống Đa']
/** Whom a task may be asked of. */
export const executorChoices = [everybody, ['Các đơn vị trực thuộc Sở'], ['Các phòng GDĐT'], few] as const
const executors = (chance: Chance): readonly string[] => chance.pick(executorChoices)

const daysAfter = (chance: Chance, issueDay: string, from: number, to: number): string => addDays(issueDay, chance.whole(from, to))

function dossierTask(chance: Chance, issueDay: string): PlanTask {
  const to = daysAfter(chance, issueDay, 20, 120)
  return task('1', 'dossier', executors(chance), { kind: 'before-date', to, toBound: 'exclusive', ...hourOf(chance), precision: 'day' })
}

/** Some deadlines end at an hour; one of them is before the reminder of the day would go out. */
export function hourOf(chance: Chance): { readonly toTime?: string } {
  return chance.happens(0.3) ? { toTime: chance.pick(['07:30', '11:00', '17:00']) } : {}
}

function nested(main: PlanTask, chance: Chance): PlanTask {
  const to = addDays(main.due?.to ?? '', -chance.whole(1, 9))
  return { ...task('1.1', 'dossier', executors(chance), { kind: 'before-date', to, toBound: 'exclusive', precision: 'day' }), parent: '1' }
}

function windowTask(chance: Chance, issueDay: string): PlanTask {
  const from = daysAfter(chance, issueDay, 1, 150)
  const to = daysAfter(chance, from, 3, 30)
  return task('2', 'registration', executors(chance), {
    kind: 'window',
    from,
    to,
    toBound: 'inclusive',
    ...hourOf(chance),
    precision: 'day',
  })
}

function reportTask(chance: Chance, issueDay: string): PlanTask {
  const to = daysAfter(chance, issueDay, 2, 300)
  return task('3', 'report', executors(chance), { kind: 'on-date', to, toBound: 'inclusive', precision: 'day' })
}

/** A task that an amendment adds. */
export function reportAmong(chance: Chance, to: string, key: string): PlanTask {
  return task(key, 'report', executors(chance), { kind: 'on-date', to, toBound: 'inclusive', precision: 'day' })
}

function pastTask(issueDay: string): PlanTask {
  return task('4', 'report', ['Các phòng GDĐT'], { kind: 'by-date', to: addDays(issueDay, -4), toBound: 'inclusive', precision: 'day' })
}

function undatedTask(): PlanTask {
  return task('5', 'report', ['Trường THPT Mẫu 1'], null)
}
