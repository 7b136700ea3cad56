/** The whole board on DynamoDB. A function takes the part it needs. */
import type { Board } from '../ports.ts'
import { readBoard } from './board-read.ts'
import { recordingBoard } from './board-rows.ts'
import type { Table } from './table.ts'

export function dynamoBoard(table: Table): Board {
  return { ...recordingBoard(table), ...readBoard(table) }
}
