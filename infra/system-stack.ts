/** What every deploy may replace: the bus, the relay that tells it what happened, and everything that reacts. */
import { Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { eventBus } from './constructs/bus.ts'
import { listenersOnLoopback } from './constructs/listeners.ts'
import { portalUrl } from './constructs/portal-url.ts'
import { ReactionLine } from './constructs/reaction.ts'
import { Relay } from './constructs/relay.ts'
import { Schedules } from './constructs/schedules.ts'
import { sender } from './constructs/sender.ts'
import type { DataStack } from './data-stack.ts'
import { reactions, relay } from './wiring.ts'

export interface SystemStackProps {
  readonly data: DataStack
  /** The portal's address where nobody has given it one of its own. */
  readonly cloudFrontUrl: string
  /** The folder that holds a function's bundle. */
  readonly codeOf: (functionName: string) => string
}

export class SystemStack extends Stack {
  readonly schedules: Schedules
  readonly publisher: Relay
  readonly reactions: readonly ReactionLine[]

  constructor(scope: Construct, id: string, { data, cloudFrontUrl, codeOf }: SystemStackProps) {
    super(scope, id, { description: 'thidua: the bus and the reactions' })
    const { table, files, mail } = data

    const bus = eventBus(this)
    this.schedules = new Schedules(this, 'Schedules', { group: data.deadlines, bus })
    const around = {
      table,
      files: { name: files.bucket.bucketName, arn: data.filesArn },
      mail: { sender: sender(this), configurationSetName: mail.configurationSet.configurationSetName },
      schedules: this.schedules,
      bus,
      portalUrl: portalUrl(this, cloudFrontUrl).value,
      listenersOnLoopback: listenersOnLoopback(this),
      codeOf,
    }
    this.publisher = new Relay(this, 'Relay', { ...relay, around })
    this.reactions = reactions.map((reaction) => new ReactionLine(this, { reaction, around }))
  }
}
