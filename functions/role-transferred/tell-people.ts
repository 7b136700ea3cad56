/** Whom a hand-over concerns is told of it, and that it was taken back. */
import { unitRoleTransferCancelled, unitRoleTransferred } from '../../events/directory.ts'
import { tellHandOver } from '../../shared/notice/tell-hand-over.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction([unitRoleTransferred, unitRoleTransferCancelled], tellHandOver, basics)
