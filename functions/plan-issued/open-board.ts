/** The board learns how many units each task expects, and a unit elsewhere that the plan names finds it. */
import { planIssued } from '../../events/plan.ts'
import { expectingBoard } from '../../shared/aws/board-expecting.ts'
import { dynamoRegisters } from '../../shared/aws/registers.ts'
import { openBoard } from '../../shared/plan/course/open-board.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction([planIssued], openBoard, () => {
  const base = basics()
  return { ...base, board: expectingBoard(base.table), registers: dynamoRegisters(base.table) }
})
