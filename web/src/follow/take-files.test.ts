import { expect, test } from 'vitest'
import { namedApart } from './take-files.ts'

const file = (fileName: string) => ({ uploadId: `upl_${fileName}`, fileName, component: 'report', bytes: 1, sha256: '0'.repeat(64) })
type Unit = Parameters<typeof namedApart>[0][number]
const placesOf = (...units: Omit<Unit, 'isAsked'>[]) =>
  namedApart(units.map((unit) => ({ isAsked: true, ...unit }))).map(({ directory, name }) => `${directory}/${name}`)

test('files keep their names, in a folder a unit', () => {
  const units = [
    { unit: 'unt_a', unitName: 'Trường THPT Bình Đức', files: [file('Báo cáo.pdf'), file('Biên bản.docx')] },
    { unit: 'unt_b', unitName: 'Trường THPT Đại Hà', files: [file('Báo cáo.pdf')] },
  ]
  expect(placesOf(...units)).toEqual([
    'Trường THPT Bình Đức/Báo cáo.pdf',
    'Trường THPT Bình Đức/Biên bản.docx',
    'Trường THPT Đại Hà/Báo cáo.pdf',
  ])
})

test('what is called alike is told apart, whatever the case of its letters, and stays the same from one time to the next', () => {
  const units = [
    { unit: 'unt_a', unitName: 'Trường Mầm non 20/10', files: [file('bao cao.pdf'), file('Bao cao.PDF'), file('bao cao (2).pdf')] },
    { unit: 'unt_b', unitName: 'Trường Mầm non 20:10', files: [file('a')] },
  ]
  const places = placesOf(...units)
  expect(places).toEqual([
    'Trường Mầm non 20 10/bao cao.pdf',
    'Trường Mầm non 20 10/Bao cao (2).PDF',
    'Trường Mầm non 20 10/bao cao (2) (2).pdf',
    'Trường Mầm non 20 10 (2)/a',
  ])
  expect(placesOf(...units)).toEqual(places)
})

test.each([
  ['..', '_'],
  ['Phòng "A" <b>?', 'Phòng A b'],
  ['Tên dài '.repeat(40), `${'Tên dài '.repeat(12)}Tên`],
  ['kết thúc bằng chấm. . ', 'kết thúc bằng chấm'],
])('a unit called “%s” has the folder “%s”', (unitName, directory) => {
  expect(placesOf({ unit: 'unt_a', unitName, files: [file('a.pdf')] })).toEqual([`${directory}/a.pdf`])
})

test('what a unit handed in that is not asked any more lies in a folder that says so', () => {
  const [asked, released] = [true, false].map((isAsked) => ({ unit: 'unt_a', unitName: 'Trường A', isAsked, files: [file('a.pdf')] }))
  expect(namedApart([asked, released] as Unit[]).map(({ directory }) => directory)).toEqual(['Trường A', 'Không còn giao - Trường A'])
})
