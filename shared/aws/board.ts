/** The whole board on DynamoDB: a counter item per task, a row per unit, changed together in one transaction. A function takes the part it needs. */
import type { Board } from '../ports.ts'
import { expectingBoard } from './board-expecting.ts'
import { readBoard } from './board-read.ts'
import { askingBoard, recordingBoard } from './board-rows.ts'
import type { Table } from './table.ts'

export function dynamoBoard(table: Table): Board {
  return { ...expectingBoard(table), ...askingBoard(table), ...recordingBoard(table), ...readBoard(table) }
}
