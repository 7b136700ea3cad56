/** What a file may be called: one plain name whose ending says the type it is declared to be. */
import { type Refusal, refuse } from '../log/refusal.ts'
import { allowedTypes } from './file-kind.ts'

/** Path separators, characters Windows forbids, and marks that turn the reading direction (they can disguise an ending). */
const FORBIDDEN = /[/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]/

export function refusalOfName(fileName: string, type: string): Refusal | undefined {
  if (FORBIDDEN.test(fileName) || fileName.startsWith('.') || fileName !== fileName.trim()) return refuse('file-name', 'fileName')
  const ending = /\.([A-Za-z]{3,4})$/.exec(fileName)?.[1]?.toLowerCase()
  const declared = ending === undefined ? undefined : allowedTypes[ending]
  if (declared === undefined) return refuse('file-type', 'fileName')
  return declared === type ? undefined : refuse('file-type-differs', 'type')
}
