/** The id of something a command creates, made of the command's key: the same command sent twice creates the same thing once. */
import { hash } from 'node:crypto'

const ID_CHARACTERS = 26

export function createdId(prefix: string, key: string): string {
  return `${prefix}_${hash('sha256', key).slice(0, ID_CHARACTERS)}`
}
