/** The door: one HTTP API whose every route is a line of the map, behind one check of the caller's token. */
import { Aws, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import { HttpApi, HttpMethod, HttpNoneAuthorizer, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { ApiFunction } from '../wiring.ts'
import { acknowledge } from './acknowledge.ts'
import { constructId, handlerFunction } from './function.ts'
import { environmentOf, type Surroundings, statementsOf } from './powers.ts'

/** Requests a second, all callers together: about ten times what 3,000 units do on the last day. */
const RATE_MAX = 200
const BURST_MAX = 400

/** Ids and figures only: no address, no token, no query. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
  refused: '$context.authorizer.error',
  failed: '$context.integrationErrorMessage',
}

/** Why a route may answer without a token. */
const OPEN_ROUTES = {
  'by-secret': 'The address of a calendar feed itself holds a secret of 256 bits; calendar programs cannot sign in.',
  public: 'Plans whose Nơi nhận names the portal are for everybody; the function can read nothing else.',
}

export interface Admission {
  readonly issuer: string
  readonly audience: string
  readonly around: Surroundings
}

export class HttpDoor extends Construct {
  readonly api: HttpApi
  /** Host name of the API, for the portal's distribution. */
  readonly host: string

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.api = new HttpApi(this, 'Api', { apiName: 'thidua', createDefaultStage: false })
    const logGroup = new LogGroup(this, 'AccessLogs', { retention: RetentionDays.ONE_YEAR, removalPolicy: RemovalPolicy.DESTROY })
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      // Without metrics by route, which cost by route: the access log has their figures.
      // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
      throttle: { rateLimit: RATE_MAX, burstLimit: BURST_MAX },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    })
    this.host = `${this.api.apiId}.execute-api.${Stack.of(this).region}.${Aws.URL_SUFFIX}`
  }

  /** Lets these functions answer their routes, to callers with a token of this issuer and audience, and open ones to anybody. */
  answer(functions: readonly ApiFunction[], { issuer, audience, around }: Admission): readonly Answering[] {
    const authorizer = new HttpJwtAuthorizer('Token', issuer, { jwtAudience: [audience] })
    return functions.map((line) => {
      const answering = new Answering(this, line, around)
      const integration = new HttpLambdaIntegration(constructId(line.function), answering.function, { scopePermissionToRoute: false })
      for (const { method, path, open } of line.routes) {
        const admits = open ? new HttpNoneAuthorizer() : authorizer
        const routes = this.api.addRoutes({ path, methods: [HttpMethod[method]], integration, authorizer: admits })
        if (open) for (const route of routes) acknowledge(route, { 'AwsSolutions-APIG4': OPEN_ROUTES[open] })
      }
      return answering
    })
  }
}

/** A function that answers requests. */
export class Answering extends Construct {
  readonly name: string
  readonly function: LambdaFunction

  constructor(scope: Construct, line: ApiFunction, around: Surroundings) {
    super(scope, constructId(line.function))
    this.name = line.function
    this.function = handlerFunction(this, {
      name: line.function,
      folder: around.codeOf(line.function),
      limits: line,
      statements: statementsOf(line, around),
      environment: environmentOf(line, around),
    })
  }
}
