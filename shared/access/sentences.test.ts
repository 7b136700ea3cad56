import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { everySentence } from './every-sentence.vi.ts'
import { FALLBACK_SENTENCE, sentenceOf } from './sentences.vi.ts'

/**
 * Every code that the source can refuse with: the strings of the first argument of `refuse(…)`, comparisons left out. The rows of an
 * import have a `refuse` and sentences of their own.
 */
function codesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .filter((source) => /\brefuse\b[^']*? from '[^']*\/refusal\.ts'|export function refuse\(/.test(source))
    .flatMap((source) =>
      source
        .split(/\brefuse\(/)
        .slice(1)
        .map(firstArgument),
    )
    .flatMap((argument) => [...argument.matchAll(/(?<!== )'([a-z-]+)'/g)].map((match) => match[1] ?? ''))
}

function firstArgument(source: string): string {
  let depth = 0
  for (const [index, character] of [...source].entries()) {
    if (depth === 0 && (character === ',' || character === ')')) return source.slice(0, index)
    if (character === '(' || character === '[' || character === '{') depth += 1
    if (character === ')' || character === ']' || character === '}') depth -= 1
  }
  return ''
}

const root = join(import.meta.dirname, '..', '..')
const codes = [...new Set([...codesIn(join(root, 'shared')), ...codesIn(join(root, 'functions'))])].toSorted()

describe('sentences of refusals', () => {
  it('reads the codes from the source', () => {
    expect(codes).toEqual(expect.arrayContaining(['closed', 'already-accepted', 'not-handed-in', 'findings-open', 'stale']))
    expect(codes).not.toContain('accepted')
  })

  it('has a sentence for every code', () => {
    expect(codes.filter((code) => everySentence[code] === undefined)).toEqual([])
  })

  it('has no sentence that no code leads to', () => {
    expect(Object.keys(everySentence).filter((code) => !codes.includes(code))).toEqual([])
  })

  it('reads well with and without its facts', () => {
    const instant = '2021-03-25T17:00:00.000Z'
    const facts = { max: 60, count: 3, opensAt: instant, closedAt: instant, reason: 'không có số hiệu.' }
    for (const code of codes) {
      for (const refusal of [{ facts, field: 'nominees.0.award' }, {}]) {
        expect(sentenceOf({ refused: true, code, ...refusal }, everySentence)).toMatch(/^[^{}[\]]{20,}[.]$/)
        expect(sentenceOf({ refused: true, code, ...refusal }, everySentence)).not.toMatch(/undefined|\d{4}-\d\d|\.\.|null| {2}/)
      }
    }
  })

  it('shows instants as Hà Nội time', () => {
    const closed = sentenceOf({ refused: true, code: 'closed', facts: { closedAt: '2021-03-25T17:00:00.000Z' } }, everySentence)
    expect(closed).toContain('thứ Năm, 25/3/2021, trước 24:00 (giờ Hà Nội)')
    const early = sentenceOf({ refused: true, code: 'not-open-yet', facts: { opensAt: '2021-11-17T17:00:00.000Z' } }, everySentence)
    expect(early).toContain('thứ Năm, 18/11/2021, lúc 00:00 (giờ Hà Nội)')
  })

  it('names the field as the form does, and only those a form has', () => {
    expect(sentenceOf({ refused: true, code: 'invalid', field: 'nominees.2.award' })).toContain(
      'danh hiệu hoặc hình thức khen thưởng (dòng 3)',
    )
    expect(sentenceOf({ refused: true, code: 'invalid', field: 'task.key' })).toBe('Thông tin chưa đúng. Xin xem lại và sửa trước khi gửi.')
  })

  it('still says something to do when it meets a code it does not know', () => {
    expect(sentenceOf({ refused: true, code: 'never-heard-of' })).toBe(FALLBACK_SENTENCE)
  })
})
