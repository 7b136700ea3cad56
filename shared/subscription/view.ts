/** A subscription as its officer sees it. The name of its secret is nobody's business. */
import type { Shape } from '../api/answers.ts'
import type { SubscriptionState } from './subscription.ts'

export function subscriptionView(of: SubscriptionState): Shape<'Subscription'> {
  const { subscriptionId, url, openedAt, status, after, answeredAt, failed, test } = of
  return { subscriptionId, url, openedAt, status, after, answeredAt, failed, test }
}
