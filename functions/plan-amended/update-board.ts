/** The board learns of whom each task is asked now, and a unit elsewhere that the plan now names finds it. */
import { amendmentMade } from '../../events/plan.ts'
import { expectingBoard } from '../../shared/aws/board-expecting.ts'
import { askingBoard } from '../../shared/aws/board-rows.ts'
import { dynamoRegisters } from '../../shared/aws/registers.ts'
import { updateBoard } from '../../shared/plan/amendment/update-board.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction([amendmentMade], updateBoard, () => {
  const base = basics()
  return { ...base, board: { ...expectingBoard(base.table), ...askingBoard(base.table) }, registers: dynamoRegisters(base.table) }
})
