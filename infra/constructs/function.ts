/** A function as all of ours are: newest Node.js on arm64, its own role with nothing in it that the map does not say, JSON logs. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { Limits } from '../wiring.ts'
import { acknowledge, acknowledgeStars } from './acknowledge.ts'

export const TIMEOUT_SECONDS_DEFAULT = 30
/** Memory is CPU: below this, starting takes longer than working. */
const MEMORY_MEGABYTES_DEFAULT = 512

export interface HandlerProps {
  /** For example `plan-issued/tell-recipients`. */
  readonly name: string
  readonly folder: string
  readonly limits: Limits
  readonly environment: Readonly<Record<string, string>>
  readonly statements: readonly PolicyStatement[]
}

export function handlerFunction(scope: Construct, { name, folder, limits, environment, statements }: HandlerProps): LambdaFunction {
  const logGroup = new LogGroup(scope, 'Logs', { retention: RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.DESTROY })
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
  const logging = new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] })
  for (const statement of [logging, ...statements]) role.addToPolicy(statement)
  acknowledgeStars(
    role,
    statements.flatMap(({ resources }) => resources),
    'Objects and schedules are named at run time; the star stands behind a fixed folder or group.',
  )
  acknowledge(role, { 'AwsSolutions-IAM5[Resource::*]': 'Only X-Ray, which knows no resources.' })
  return new LambdaFunction(scope, 'Function', {
    description: name,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: Code.fromAsset(folder),
    handler: 'index.handler',
    timeout: Duration.seconds(limits.timeoutSeconds ?? TIMEOUT_SECONDS_DEFAULT),
    memorySize: limits.memoryMegabytes ?? MEMORY_MEGABYTES_DEFAULT,
    role,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    tracing: Tracing.ACTIVE,
    environment: { ...environment },
  })
}

/** `plan-issued/tell-recipients` → `PlanIssuedTellRecipients`: construct ids hold no slash. */
export function constructId(functionName: string): string {
  return functionName.replace(/(?:^|[/-])([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
