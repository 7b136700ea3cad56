import { type AssignmentState, type FileState, fileOf } from './assignment.ts'

/**
 * The file of an upload, if it is still shown: one in the dossier, or one that was taken out of it after it had been handed in, as evidence
 * of what was. What was taken out before it was ever handed in was a mistake, perhaps somebody else's paper: nobody is shown it again.
 */
export function keptFile(assignment: AssignmentState | undefined, uploadId: string | undefined): FileState | undefined {
  const file = fileOf(assignment, uploadId)
  const wasHandedIn = () => assignment?.submissions.some(({ files }) => files.some(({ sha256 }) => sha256 === file?.sha256))
  return file?.state === 'attached' || (file?.state === 'removed' && wasHandedIn()) ? file : undefined
}
