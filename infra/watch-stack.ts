/**
 * What watches the rest: alarms and the dashboard. Apart, because CloudFormation holds at most 500 resources in a stack and each reaction
 * brings its alarms. It only looks, so nothing it looks at is kept from being replaced.
 */
import { CrossStackReferences, ReferenceStrength, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Operations, type Watched } from './constructs/operations.ts'

export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id, { description: 'thidua: alarms and the dashboard' })
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK)
    new Operations(this, 'Operations', watched)
  }
}
