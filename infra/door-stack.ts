/** The doors: the portal, its API, and who may come in. What they take goes into the table; who reacts to it is not their matter. */
import { Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { type Answering, HttpDoor } from './constructs/http-api.ts'
import { listenersOnLoopback } from './constructs/listeners.ts'
import { Portal } from './constructs/portal.ts'
import { SignIn } from './constructs/sign-in.ts'
import type { DataStack } from './data-stack.ts'
import { apiFunctions } from './wiring.ts'

export interface DoorStackProps {
  readonly data: DataStack
  /** The folder that holds a function's bundle. */
  readonly codeOf: (functionName: string) => string
  readonly portalFolder: string
}

export class DoorStack extends Stack {
  readonly door: HttpDoor
  readonly answers: readonly Answering[]
  /** The portal's address where nobody has given it one of its own. */
  readonly cloudFrontUrl: string

  constructor(scope: Construct, id: string, { data, codeOf, portalFolder }: DoorStackProps) {
    super(scope, id, { description: 'thidua: the portal, its API and sign-in' })
    const { table, files } = data

    this.door = new HttpDoor(this, 'Http')
    const signIn = new SignIn(this, 'SignIn', { people: data.people })
    const portal = new Portal(this, 'Portal', { door: this.door, files, signIn })
    this.cloudFrontUrl = portal.cloudFrontUrl
    const audience = signIn.admit(portal.url)
    portal.publish(portalFolder, { issuer: signIn.issuer, audience })

    const around = {
      table,
      files: { name: files.bucket.bucketName, arn: data.filesArn },
      portalUrl: portal.url,
      listenersOnLoopback: listenersOnLoopback(this),
      codeOf,
    }
    this.answers = this.door.answer(apiFunctions, { issuer: signIn.issuer, audience, around })
  }
}
