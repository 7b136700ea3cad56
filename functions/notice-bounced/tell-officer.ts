/** A mail came back: the officer gets a finding, the unit's second contact the mail. */
import { noticeBounced } from '../../events/notice.ts'
import { retryBounced } from '../../shared/notice/retry-bounced.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction([noticeBounced], retryBounced, basics)
