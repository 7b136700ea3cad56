/** Those who still owe are reminded, and nobody else. */
import { deadlineExtensionNear, deadlineNear } from '../../events/deadline.ts'
import { remind } from '../../shared/notice/remind.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction([deadlineNear, deadlineExtensionNear], remind, basics)
