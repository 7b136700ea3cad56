/** What every deploy may replace: the bus, everything that reacts to it, and the doors. */
import { Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { eventBus } from './constructs/bus.ts'
import { HttpDoor } from './constructs/http-api.ts'
import type { Watched } from './constructs/operations.ts'
import { Portal } from './constructs/portal.ts'
import type { Surroundings } from './constructs/powers.ts'
import { ReactionLine } from './constructs/reaction.ts'
import { Relay } from './constructs/relay.ts'
import { Schedules } from './constructs/schedules.ts'
import { sender } from './constructs/sender.ts'
import { SignIn } from './constructs/sign-in.ts'
import type { DataStack } from './data-stack.ts'
import { apiFunctions, reactions, relay } from './wiring.ts'

export interface SystemStackProps {
  readonly data: DataStack
  /** The folder that holds a function's bundle. */
  readonly codeOf: (functionName: string) => string
  readonly portalFolder: string
}

export class SystemStack extends Stack {
  /** What has alarms. */
  readonly watched: Watched

  constructor(scope: Construct, id: string, { data, codeOf, portalFolder }: SystemStackProps) {
    super(scope, id, { description: 'thidua: the bus, the reactions, the API and the portal' })
    const { table, files, mail } = data

    const bus = eventBus(this)
    const schedules = new Schedules(this, 'Schedules', { group: data.deadlines, bus })
    const door = new HttpDoor(this, 'Http')
    const signIn = new SignIn(this, 'SignIn', { people: data.people })
    const portal = new Portal(this, 'Portal', { door, files, signIn })
    const audience = signIn.admit(portal.url)
    portal.publish(portalFolder, { issuer: signIn.issuer, audience })

    const around: Surroundings = {
      table,
      files: { name: files.bucket.bucketName, arn: data.filesArn },
      mail: { sender: sender(this), configurationSetName: mail.configurationSet.configurationSetName },
      schedules,
      bus,
      portalUrl: portal.url,
      codeOf,
    }
    const publisher = new Relay(this, 'Relay', { ...relay, around })
    const lines = reactions.map((reaction) => new ReactionLine(this, { reaction, around }))
    const answers = door.answer(apiFunctions, { issuer: signIn.issuer, audience, around })

    this.watched = { table, schedules, door, publisher, reactions: lines, answers }
  }
}
