/** The id of something a command creates, made of the command's key: the same command sent twice creates the same thing once. */
import { createHash } from 'node:crypto'

const ID_CHARACTERS = 26

export function createdId(prefix: string, key: string): string {
  return `${prefix}_${createHash('sha256').update(key).digest('hex').slice(0, ID_CHARACTERS)}`
}
