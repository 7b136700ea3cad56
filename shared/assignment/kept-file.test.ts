import { expect, it } from 'vitest'
import type { AssignmentState, FileState } from './assignment.ts'
import { keptFile } from './kept-file.ts'

const SHA = 'a'.repeat(64)
const UPLOAD = { uploadId: 'upl_1', component: 'report', fileName: 'bao-cao.pdf', bytes: 13, type: 'application/pdf', sha256: SHA }

function assignmentWith(state: FileState['state'], handedIn: readonly string[]): AssignmentState {
  const submittedAt = '2021-01-29T02:00:00.000Z'
  return {
    planId: 'pln_1',
    key: '1',
    unit: 'unt_1',
    state: 'draft',
    nominees: [],
    note: '',
    files: [{ ...UPLOAD, objectKey: 'dossiers/upl_1', expiresAt: submittedAt, state }],
    submissions: handedIn.map((sha256, index) => ({
      submission: index + 1,
      submittedAt,
      late: false,
      nominees: [],
      note: '',
      files: [{ ...UPLOAD, sha256 }],
    })),
  }
}

const NEVER: readonly string[] = []
const ANOTHER = ['b'.repeat(64)]
const FIRST_TIME = [SHA, ...ANOTHER]

it.each<[FileState['state'], when: string, handedIn: readonly string[], isKept: boolean]>([
  ['attached', 'never handed in', NEVER, true],
  ['attached', 'while another one was', ANOTHER, true],
  ['attached', 'handed in', FIRST_TIME, true],
  ['removed', 'never handed in', NEVER, false],
  ['removed', 'while another one was', ANOTHER, false],
  ['removed', 'handed in', FIRST_TIME, true],
  ['offered', 'never handed in', NEVER, false],
  ['offered', 'handed in before', FIRST_TIME, false],
  ['refused', 'never handed in', NEVER, false],
  ['refused', 'handed in before', FIRST_TIME, false],
  ['expired', 'never handed in', NEVER, false],
  ['expired', 'handed in before', FIRST_TIME, false],
])('a file that is %s, %s', (state, _when, handedIn, isKept) => {
  expect(keptFile(assignmentWith(state, handedIn), 'upl_1')?.uploadId).toBe(isKept ? 'upl_1' : undefined)
})

it('is none where there is no such upload, or nothing at all', () => {
  expect(keptFile(assignmentWith('attached', NEVER), 'upl_2')).toBeUndefined()
  expect(keptFile(undefined, 'upl_1')).toBeUndefined()
})
