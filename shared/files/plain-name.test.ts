import { expect, it } from 'vitest'
import { isPlainName } from './plain-name.ts'

it.each([
  ['half a character, which no header and no link can say', 'bao-cao-\ud800.pdf'],
  ['a path', '../../bao-cao.pdf'],
  ['a path of Windows', 'C:\\bao-cao.pdf'],
  ['a name that reads backwards', 'bao-cao-\u202efdp.exe'],
  ['a hidden file', '.pdf'],
  ['a name with a space before it', ' bao-cao.pdf'],
])('refuses %s', (_what, name) => expect(isPlainName(name)).toBe(false))

it.each(['Báo cáo thành tích năm 2021.pdf', 'biên bản (họp) 1.docx', '📄 báo cáo.pdf'])('takes %s', (name) =>
  expect(isPlainName(name)).toBe(true),
)
