import { describe, expect, it } from 'vitest'
import { anchorOf, groupOf, piecesOf } from './source-marks.ts'

describe('the marks of a source text', () => {
  const text = 'Số: 12/KH. 6. Gửi hồ sơ trước 25/3'

  it('cut it into pieces that are the text again, each of one field', () => {
    const pieces = piecesOf(text, { 'header.number': [{ start: 4, end: 9 }], 'tasks.6.content': [{ start: 14, end: 23 }] })
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    expect(pieces.filter(({ field }) => field !== undefined).map((piece) => [piece.field, piece.text])).toEqual([
      ['header.number', '12/KH'],
      ['tasks.6.content', 'Gửi hồ sơ'],
    ])
  })

  it('give a place that lies in two fields to the smaller one', () => {
    const pieces = piecesOf(text, { 'tasks.6.content': [{ start: 14, end: 34 }], 'tasks.6.deadlineText': [{ start: 24, end: 34 }] })
    expect(pieces.at(-1)).toMatchObject({ field: 'tasks.6.deadlineText', text: 'trước 25/3' })
  })

  it('leave out what does not lie in the text', () => {
    expect(piecesOf('ngắn', { 'header.date': [{ start: 2, end: 99 }] })).toEqual([{ start: 0, text: 'ngắn', field: undefined }])
  })

  it.each([
    ['tasks.6.content', 'tasks.6', 'nhiem-vu-6'],
    ['tasks.6.1.deadlineText', 'tasks.6.1', 'nhiem-vu-6.1'],
    ['recipients.2', 'recipients', 'recipients'],
    ['header.date', 'header', 'plan-facts'],
  ])('lead from %s to its place on the page', (field, group, anchor) => {
    expect(groupOf(field)).toBe(group)
    expect(anchorOf(groupOf(field))).toBe(anchor)
  })
})
