/** The CDK app. `npm run synth` runs it, `npm run deploy` deploys it, and the local cloud runs the very template it writes. */
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import { bundleFunctions, folderOf } from './bundle.ts'
import { DataStack } from './data-stack.ts'
import { DoorStack } from './door-stack.ts'
import { SystemStack } from './system-stack.ts'
import { WatchStack } from './watch-stack.ts'

const builtPortal = join(import.meta.dirname, '../dist/portal')

/** CDK's newer behaviour where it is safer. In code, not in cdk.json, so that the template is the same whoever synthesizes it. */
const featureFlags = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-s3:createDefaultLoggingPolicy': true,
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  '@aws-cdk/core:checkSecretUsage': true,
  // What another stack still uses cannot be taken away from it.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  '@aws-cdk/core:target-partitions': ['aws'],
  '@aws-cdk/core:validateAgainstDefaultRules': true,
}

export interface AppProps {
  readonly outdir: string
  /** The folder that holds a function's bundle. */
  readonly codeOf?: (functionName: string) => string
  /** The built portal; while there is none, its distribution stands but has nothing to show. */
  readonly portalFolder?: string
  /** Check every resource against CloudFormation's own schemas: right before a deploy, too slow for every start. */
  readonly check?: boolean
}

/** Four stacks: what must never be lost, the doors, what reacts, and what watches them. */
export function buildApp({ outdir, codeOf = folderOf, portalFolder = builtPortal, check = false }: AppProps) {
  const app = new App({
    outdir,
    analyticsReporting: false,
    stackTraces: check,
    builtinCloudFormationValidation: check,
    context: featureFlags,
  })
  const data = new DataStack(app, 'ThiduaData')
  const doors = new DoorStack(app, 'ThiduaDoor', { data, codeOf, portalFolder })
  const system = new SystemStack(app, 'Thidua', { data, cloudFrontUrl: doors.cloudFrontUrl, codeOf })
  const { table } = data
  const { door, answers } = doors
  const { schedules, publisher, reactions } = system
  const watch = new WatchStack(app, 'ThiduaWatch', { table, door, answers, schedules, publisher, reactions })
  return { app, data, doors, system, watch }
}

/** Bundles the functions and writes the cloud assembly. */
export async function synthesize(props: AppProps): Promise<void> {
  await bundleFunctions()
  buildApp(props).app.synth()
}

if (import.meta.main) {
  const outdir = process.env.CDK_OUTDIR ?? join(import.meta.dirname, '../cdk.out')
  await synthesize({ outdir, check: process.argv.includes('--check') })
}
