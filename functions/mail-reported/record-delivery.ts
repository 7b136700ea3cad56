/** What SES says became of a mail is recorded. */
import { recordDeliveries, recordDelivery } from '../../shared/notice/record-delivery.ts'
import { basics } from '../runtime/environment.ts'
import { rawReaction } from '../runtime/reaction.ts'

export const { consume, handler } = rawReaction(recordDelivery, basics, recordDeliveries)
