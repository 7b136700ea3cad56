import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type PlanReading, readPlan } from '../../shared/plan/reading/index.ts'

/**
 * The exact extraction of five issued plans, kept beside the project and not in it. Where it is absent these tests are reported as
 * skipped by name; where it is present they run.
 */
const shared = join(import.meta.dirname, '../../../shared')
const present = existsSync(join(shared, 'domain/gold.json'))

type Gold = Omit<PlanReading, 'findings' | 'spans' | 'confidence' | 'isPlan'> & { readonly seed: string }

const gold: readonly Gold[] = present ? JSON.parse(readFileSync(join(shared, 'domain/gold.json'), 'utf8')).seeds : []
const textOf = (seed: string) => readFileSync(join(shared, 'seeds', seed), 'utf8')
const readings = gold.map((plan) => ({ plan, text: textOf(plan.seed), read: readPlan(textOf(plan.seed)) }))

/** Gold's remarks for people; the reader has its own wording of the same clues. */
const remarks = ['issuerSource']

/**
 * Where gold contradicts itself, by plan and place: the same wording is treated in two ways, so no rule can give both.
 * - 001 duty 2: "100% các đơn vị …" is owed by "đơn vị sự nghiệp công lập", words that are not in the sentence, though every other
 *   obligor is verbatim.
 * - 002 duty 0: the channel carries a remark of the editor ("[OCR, = Thợ Nhuộm]") inside a field that is verbatim.
 * - 002 duty 1: "báo cáo kết quả" where the same sentence in 000 is "báo cáo kết quả thực hiện các phong trào thi đua"; duty 2: "cho ý
 *   kiến" to "(Hội đồng, implied)" where 000 has the whole object and the whole name.
 * - 002 lacks two duties ("Xây dựng và triển khai Kế hoạch … hàng năm", "Căn cứ Kế hoạch … xây dựng kế hoạch … của đơn vị") that stand
 *   there word for word as in 000, where both are duties.
 * - 004 base 2: "Nghị quyết 04-NQ/TW ngày 30/10/2016" without the issuer that follows, which 000, 001 and 003 keep in the same place.
 * - 004 duty 1: cut in the middle of its sentence, without the "Căn cứ …" its twins in 000 and 001 keep.
 */
const contradictions: Readonly<
  Record<string, { readonly bases?: readonly number[]; readonly duties?: readonly number[]; readonly extraDuties?: number }>
> = {
  '001': { duties: [2] },
  '002': { duties: [0, 1, 2], extraDuties: 2 },
  '004': { bases: [2], duties: [1] },
}

const MICROSECONDS_PER_MS = 1000

const of = (seed: string) => contradictions[seed.slice(0, 3)] ?? {}
const without = (record: object, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)))

describe.skipIf(!present)('the five issued plans are read exactly', () => {
  for (const { plan, text, read } of readings) {
    describe(plan.seed.slice(0, 3), () => {
      test('header', () => expect(without(read.header, remarks)).toEqual(without(plan.header, remarks)))
      test('signatory', () => expect([read.signatory, read.signatoryFlag]).toEqual([plan.signatory, plan.signatoryFlag]))
      test('recipients', () => expect(read.recipients).toEqual(plan.recipients))
      test('appendix', () => expect(read.appendix).toEqual(plan.appendix))
      test('campaigns', () => expect(read.campaigns).toEqual(plan.campaigns))
      test('legal bases', () => {
        const skip = of(plan.seed).bases ?? []
        expect(read.legalBases.filter((_, i) => !skip.includes(i))).toEqual(plan.legalBases.filter((_, i) => !skip.includes(i)))
      })
      test('every row of the appendix, field by field', () => {
        expect(read.tasks.map((t) => without(t, ['flags']))).toEqual(plan.tasks.map((t) => without(t, ['flags'])))
      })
      test('every duty of the body', () => {
        const { duties: skip = [], extraDuties = 0 } = of(plan.seed)
        const wanted = plan.bodyObligations.filter((_, i) => !skip.includes(i))
        for (const duty of wanted) expect(read.bodyObligations).toContainEqual(duty)
        expect(read.bodyObligations).toHaveLength(plan.bodyObligations.length + extraDuties)
      })
      test('every span leads back to its text', () => {
        for (const [path, spans] of Object.entries(read.spans))
          for (const { start, end } of spans) expect(text.slice(start, end).trim(), path).not.toBe('')
        read.tasks.forEach((task, i) => {
          const joined = read.spans[`tasks[${i}].content`]?.map(({ start, end }) => text.slice(start, end)).join(' ')
          expect(joined).toBe(task.content)
        })
      })
      test('is fast after warm-up', { retry: 2 }, () => {
        for (let i = 0; i < 5; i++) readPlan(text)
        // Processor time of this thread: what a busy machine does beside it is not ours.
        const times = Array.from({ length: 25 }, () => {
          const before = process.threadCpuUsage()
          readPlan(text)
          const { user, system } = process.threadCpuUsage(before)
          return (user + system) / MICROSECONDS_PER_MS
        }).sort((a, b) => a - b)
        expect(times[0]).toBeLessThan(50)
      })
    })
  }

  test('83 rows in all', () => expect(readings.flatMap((r) => r.read.tasks)).toHaveLength(83))
})

/** DOMAIN §8g: number → plan, finding code, row it is about. */
const inconsistencies: readonly (readonly [number: string, seed: string, code: string, task?: number, related?: number])[] = [
  ['1', '000', 'deadline-before-plan', 1],
  ['1', '000', 'deadline-before-plan', 2],
  ['1', '000', 'deadline-before-plan', 3],
  ['2', '000', 'reference-blank'],
  ['3', '000', 'host-mismatch', 5],
  ['3', '000', 'deadline-holiday', 5],
  ['4', '000', 'deadline-order', 8, 7],
  ['4', '000', 'deadline-order', 25, 24],
  ['5', '000', 'executor-outside', 14],
  ['6', '000', 'law-name'],
  ['6', '003', 'law-name'],
  ['7', '000', 'lead-time', 12, 9],
  ['7', '000', 'lead-time', 16, 12],
  ['8', '001', 'reference-date'],
  ['9', '001', 'reference-issuer'],
  ['9', '001', 'superior-office', 12],
  ['10', '001', 'deadline-missing', 14],
  ['11', '001', 'duty-conflict', 1],
  ['11', '001', 'duty-conflict', 3],
  ['12', '001', 'results-year'],
  ['13', '001', 'council-before-dossier', 10, 11],
  ['13', '001', 'lead-time', 11, 9],
  ['14', '001', 'deadline-order', 6, 5],
  ['14', '001', 'late-for-school-year', 7],
  ['14', '001', 'deadline-holiday', 2],
  ['14', '001', 'deadline-weekend', 6],
  ['15', '001', 'recipient-self'],
  ['15', '001', 'recipient-missing'],
  ['16', '001', 'scope-copied'],
  ['17', '001', 'law-not-in-force'],
  ['18', '002', 'reference-date'],
  ['19', '002', 'school-year-mismatch', 13],
  ['19', '002', 'school-year-mismatch', 15],
  ['20', '002', 'council-before-dossier', 11, 13],
  ['21', '002', 'executor-mismatch', 17],
  ['22', '002', 'part-missing'],
  ['22', '002', 'recipient-missing'],
  ['23', '002', 'deadline-order', 21, 20],
  ['23', '002', 'school-year-term', 21],
  ['24', '003', 'part-missing'],
  ['25', '003', 'party-congress'],
  ['25', '003', 'council-term'],
  ['25', '003', 'anniversary'],
  ['26', '003', 'basis-date'],
  ['27', '004', 'only-in-appendix'],
  ['27', '004', 'part-missing'],
  ['27', '004', 'section-gap'],
  ['28', '004', 'council-before-dossier', 12, 13],
  ['29', '004', 'executor-mismatch', 11],
  ['30', '004', 'title-scope'],
  ['31', '004', 'coordinator-superior', 9],
  ['31', '004', 'council-ambiguous', 10],
  ['33', '001', 'no-margin', 11],
]

/** DOMAIN §8a: rows whose single day is a Saturday or Sunday. */
const weekends: Readonly<Record<string, readonly number[]>> = {
  '000': [6, 12, 13, 14, 15, 17, 18, 21, 22, 25],
  '001': [6],
  '002': [5, 9, 10, 12, 13, 22],
  '003': [],
  '004': [4, 5, 6, 13],
}

/** Findings that are right but that §8g does not list, and slips of spelling (§8f): all others would be false. */
const alsoRight: Readonly<Record<string, readonly string[]>> = {
  '000': ['executor-outside:5', 'recipient-missing:'],
  '001': [],
  '002': [],
  '003': [],
  '004': ['deadline-year-inferred:18', 'recipient-missing:'],
}
const FALSE_PER_PLAN_MAX = 3

describe.skipIf(!present)('the known inconsistencies of the five plans are found', () => {
  const findingsOf = (seed: string) => readings.find((r) => r.plan.seed.startsWith(seed))?.read.findings ?? []

  for (const [number, seed, code, task, related] of inconsistencies)
    test(`${number} in ${seed}: ${code} ${task ?? ''}`, () => {
      const found = findingsOf(seed).filter(
        (f) => f.code === code && (task === undefined || f.task === task) && (related === undefined || f.relatedTasks?.includes(related)),
      )
      expect(found.length).toBeGreaterThan(0)
    })

  test.each(Object.entries(weekends))('weekend rows of %s', (seed, rows) => {
    expect(findingsOf(seed).flatMap((f) => (f.code === 'deadline-weekend' ? [f.task] : []))).toEqual(rows)
  })

  test.each(Object.keys(weekends))('no more than three false findings in %s', (seed) => {
    const named = new Set(inconsistencies.filter(([, s]) => s === seed).map(([, , code, task]) => `${code}:${task ?? ''}`))
    const others = findingsOf(seed).filter((f) => {
      const key = `${f.code}:${f.task ?? ''}`
      return f.code !== 'deadline-weekend' && f.code !== 'spelling' && !named.has(key) && !(alsoRight[seed] ?? []).includes(key)
    })
    expect(others.length).toBeLessThanOrEqual(FALSE_PER_PLAN_MAX)
  })
})
