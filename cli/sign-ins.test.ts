/** Whom `npm start` names is who it says they are. */
import { expect, test } from 'vitest'
import { sampleDirectory } from '../shared/directory/sample/index.ts'
import { whoSignsIn } from './sign-ins.ts'

test('the school clerk is of a school, the office clerk of a Phòng GDĐT', () => {
  const directory = sampleDirectory()
  const { officer, schoolClerk, officeClerk } = whoSignsIn(directory)
  const unitOf = (email: string) => directory.unit(directory.personByEmail(email)?.roles[0]?.unit ?? 'unt_')?.name
  expect(unitOf(officer)).toBe('Sở Giáo dục và Đào tạo Hà Nội')
  expect(unitOf(schoolClerk)).toMatch(/^Trường /)
  expect(unitOf(officeClerk)).toMatch(/^Phòng Giáo dục và Đào tạo /)
})
