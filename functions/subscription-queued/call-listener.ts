/** A round of calls is due, or a test call: the listening system is called. */
import { subscriptionQueued, subscriptionTestQueued } from '../../events/subscription.ts'
import { dynamoClaims } from '../../shared/aws/claims.ts'
import { readSecrets } from '../../shared/aws/secrets.ts'
import { required } from '../../shared/aws/table.ts'
import { callForTest, callListener } from '../../shared/subscription/call-listener.ts'
import { httpCaller } from '../../shared/subscription/http-caller.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction(
  [subscriptionQueued, subscriptionTestQueued],
  ({ metadata, data }, effects) => ('round' in data ? callListener({ metadata, data }, effects) : callForTest({ metadata, data }, effects)),
  () => {
    const base = basics()
    const caller = httpCaller({ mayLoop: required('LISTENERS_ON_LOOPBACK') === 'yes' })
    return { ...base, claims: dynamoClaims(base.table), secrets: readSecrets(base.table), caller }
  },
)
