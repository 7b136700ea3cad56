/** The HTTP API and the headers of the portal. */
import * as z from 'zod'
import type { CorsModel, FunctionModel, HttpApiModel, JwtAuthorizerModel } from './model.ts'
import { boolean, leftOut, number, placed, type Resource, type Resources } from './resources.ts'

const apiSchema = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal('HTTP'),
  CorsConfiguration: z
    .strictObject({
      AllowOrigins: z.array(z.string()).default([]),
      AllowMethods: z.array(z.string()).default([]),
      AllowHeaders: z.array(z.string()).default([]),
      ExposeHeaders: z.array(z.string()).default([]),
      MaxAge: number.optional(),
      AllowCredentials: boolean.default(false),
    })
    .optional(),
  Description: leftOut,
  DisableExecuteApiEndpoint: leftOut,
  Tags: leftOut,
})

const stageSchema = z.strictObject({
  ApiId: z.string(),
  StageName: z.literal('$default', 'only the stage $default is understood'),
  AutoDeploy: leftOut,
  DefaultRouteSettings: leftOut,
  AccessLogSettings: leftOut,
  RouteSettings: leftOut,
  Description: leftOut,
  Tags: leftOut,
})

const integrationSchema = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  IntegrationMethod: leftOut,
  TimeoutInMillis: leftOut,
  Description: leftOut,
})

const authorizerSchema = z.strictObject({
  ApiId: z.string(),
  Name: leftOut,
  AuthorizerType: z.literal('JWT', 'only JWT authorizers are understood'),
  IdentitySource: z.tuple([z.literal('$request.header.Authorization')]),
  JwtConfiguration: z.strictObject({ Issuer: z.string(), Audience: z.array(z.string()) }),
})

const routeSchema = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
  OperationName: leftOut,
})

export function readHttpApis(resources: Resources, functions: readonly FunctionModel[]): readonly HttpApiModel[] {
  const authorizers = new Map<string, JwtAuthorizerModel>()
  for (const resource of resources.ofType('AWS::ApiGatewayV2::Authorizer')) {
    const { Issuer, Audience } = resources.read(resource, authorizerSchema).JwtConfiguration
    authorizers.set(resources.ref(resource), { issuer: Issuer, audience: Audience })
  }
  const integrations = new Map<string, string>()
  for (const resource of resources.ofType('AWS::ApiGatewayV2::Integration')) {
    integrations.set(`integrations/${resources.ref(resource)}`, resources.read(resource, integrationSchema).IntegrationUri)
  }
  const stages = resources.ofType('AWS::ApiGatewayV2::Stage').map((resource) => resources.read(resource, stageSchema))
  const routes = resources
    .ofType('AWS::ApiGatewayV2::Route')
    .map((resource) => readRoute(resources, resource, functions, integrations, authorizers))

  return resources.ofType('AWS::ApiGatewayV2::Api').map((resource) => {
    const api = resources.read(resource, apiSchema)
    const id = resources.ref(resource)
    const stage = stages.find(({ ApiId }) => ApiId === id)
    if (stage === undefined) throw new Error(`${resource.where} has no stage`)
    return {
      ...placed(resource),
      id,
      name: api.Name,
      stage: stage.StageName,
      cors: api.CorsConfiguration && toCors(api.CorsConfiguration),
      routes: routes.filter(({ apiId }) => apiId === id).map(({ route }) => route),
    }
  })
}

function readRoute(
  resources: Resources,
  resource: Resource,
  functions: readonly FunctionModel[],
  integrations: ReadonlyMap<string, string>,
  authorizers: ReadonlyMap<string, JwtAuthorizerModel>,
) {
  const route = resources.read(resource, routeSchema)
  const uri = integrations.get(route.Target)
  const target = functions.find(({ arn }) => arn === uri)
  if (target === undefined) throw new Error(`${resource.where}: ${route.Target} leads to no function of the template`)
  const authorizer = route.AuthorizationType === 'JWT' ? authorizers.get(route.AuthorizerId ?? '') : undefined
  if (route.AuthorizationType === 'JWT' && authorizer === undefined) throw new Error(`${resource.where}: its authorizer is missing`)
  return {
    apiId: route.ApiId,
    route: { ...placed(resource), key: route.RouteKey, functionArn: target.arn, authorizer, scopes: route.AuthorizationScopes },
  }
}

function toCors(cors: NonNullable<z.infer<typeof apiSchema>['CorsConfiguration']>): CorsModel {
  return {
    allowOrigins: cors.AllowOrigins,
    allowMethods: cors.AllowMethods,
    allowHeaders: cors.AllowHeaders,
    exposeHeaders: cors.ExposeHeaders,
    maxAgeSeconds: cors.MaxAge,
    allowCredentials: cors.AllowCredentials,
  }
}

const overridable = { Override: leftOut }

const headersSchema = z.strictObject({
  ResponseHeadersPolicyConfig: z.strictObject({
    Name: leftOut,
    Comment: leftOut,
    RemoveHeadersConfig: leftOut,
    ServerTimingHeadersConfig: leftOut,
    CorsConfig: leftOut,
    CustomHeadersConfig: z
      .strictObject({ Items: z.array(z.strictObject({ Header: z.string(), Value: z.string(), ...overridable })) })
      .optional(),
    SecurityHeadersConfig: z
      .strictObject({
        ContentSecurityPolicy: z.strictObject({ ContentSecurityPolicy: z.string(), ...overridable }).optional(),
        ContentTypeOptions: z.strictObject(overridable).optional(),
        FrameOptions: z.strictObject({ FrameOption: z.string(), ...overridable }).optional(),
        ReferrerPolicy: z.strictObject({ ReferrerPolicy: z.string(), ...overridable }).optional(),
        StrictTransportSecurity: z
          .strictObject({
            AccessControlMaxAgeSec: number,
            IncludeSubdomains: boolean.default(false),
            Preload: boolean.default(false),
            ...overridable,
          })
          .optional(),
        XSSProtection: leftOut,
      })
      .default({}),
  }),
})

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html */
export function readResponseHeaders(resources: Resources): Readonly<Record<string, string>> {
  const policies = resources.ofType('AWS::CloudFront::ResponseHeadersPolicy')
  const [policy, second] = policies
  if (second !== undefined) throw new Error(`${second.where}: more than one response headers policy is not understood`)
  if (policy === undefined) return {}
  const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } = resources.read(policy, headersSchema).ResponseHeadersPolicyConfig
  const transport = security.StrictTransportSecurity
  const headers: Record<string, string | undefined> = {
    'content-security-policy': security.ContentSecurityPolicy?.ContentSecurityPolicy,
    'x-content-type-options': security.ContentTypeOptions && 'nosniff',
    'x-frame-options': security.FrameOptions?.FrameOption,
    'referrer-policy': security.ReferrerPolicy?.ReferrerPolicy,
    'strict-transport-security':
      transport &&
      `max-age=${transport.AccessControlMaxAgeSec}${transport.IncludeSubdomains ? '; includeSubDomains' : ''}${transport.Preload ? '; preload' : ''}`,
    ...Object.fromEntries((custom?.Items ?? []).map(({ Header, Value }) => [Header.toLowerCase(), Value])),
  }
  return Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
