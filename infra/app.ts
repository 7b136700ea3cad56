/** The CDK app. `npm run synth` runs it, `npm run deploy` deploys it, and the local cloud runs the very template it writes. */
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import { bundleFunctions, folderOf } from './bundle.ts'
import { DataStack } from './data-stack.ts'
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

/** Three stacks: what must never be lost, what every deploy may replace, and what watches it. */
export function buildApp({ outdir, codeOf = folderOf, portalFolder = builtPortal, check = false }: AppProps) {
  const app = new App({
    outdir,
    analyticsReporting: false,
    stackTraces: check,
    builtinCloudFormationValidation: check,
    context: featureFlags,
  })
  const data = new DataStack(app, 'ThiduaData')
  const system = new SystemStack(app, 'Thidua', { data, codeOf, portalFolder })
  const watch = new WatchStack(app, 'ThiduaWatch', system.watched)
  return { app, data, system, watch }
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
