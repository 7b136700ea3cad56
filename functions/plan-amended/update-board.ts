/** The board learns of whom each task is asked now, and a unit elsewhere that the plan now names finds it. */
import { planAmended } from '../../events/plan.ts'
import { dynamoBoard } from '../../shared/aws/board.ts'
import { dynamoRegisters } from '../../shared/aws/registers.ts'
import { updateBoard } from '../../shared/plan/amendment/update-board.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction([planAmended], updateBoard, () => {
  const base = basics()
  return { ...base, board: dynamoBoard(base.table), registers: dynamoRegisters(base.table) }
})
