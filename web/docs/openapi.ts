/**
 * The API as an OpenAPI document, made of the very values that run it: routes of the map, the schemas that read their bodies, the schemas
 * their handlers are typed by, and the catalogue of refusals. https://spec.openapis.org/oas/v3.1.1
 */
import * as z from 'zod'
import { bulletinEntered } from '../../events/bulletin.ts'
import type { ApiFunction } from '../../infra/wiring.ts'
import { everySentence } from '../../shared/access/every-sentence.vi.ts'
import { answers, fileAnswers, refusalAnswer, shapes } from '../../shared/api/answers.ts'
import { BODY_BYTES_MAX, isCommand, type Route, routeKey } from '../../shared/api/route.ts'

export type Schema = z.core.JSONSchema.BaseSchema

export interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly required: true; readonly description: string; readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content; readonly $ref?: string }>>
  /** Empty for what wants no token. */
  readonly security?: readonly []
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly description?: string
  readonly schema: Schema
}

export type Content = Readonly<Record<string, { readonly schema: Schema }>>

export interface OpenApi {
  readonly openapi: '3.1.1'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  /** What we ask of others: each path stands for an address that they gave. */
  readonly webhooks: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly responses: Readonly<Record<string, { readonly description: string; readonly content: Content }>>
    readonly securitySchemes: Readonly<Record<string, unknown>>
  }
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
}

/** Refusals that any route may give, by status; 409 holds the rules of the product. */
const REFUSED: Readonly<Record<string, string>> = {
  400: 'The request is not as the contract says.',
  401: 'No token, or one that ran out.',
  403: 'The person holds no role, or not this one.',
  404: 'It does not exist, or not for the caller.',
  409: 'A rule forbids it now, or somebody else changed it meanwhile (`stale`).',
  413: 'The body is too large.',
  422: 'The idempotency key was used for another command.',
  500: 'A fault; nothing was stored.',
}

const DESCRIPTION = `Every route wants \`authorization: Bearer <ID token>\`, but a calendar feed, whose address is its secret, and what is public. Who holds several roles names one as \`x-acting-as: <role>@<unit>\`.
A GET changes nothing. Every other route is a command: it wants an \`idempotency-key\` (8 to 100 letters, digits, \`.\`, \`_\`, \`-\`), and sent twice
under one key it happens once. \`etag\` is the version of what was answered; sent back as \`if-match\` with a command, the command is refused as
\`stale\` when somebody else was faster. A refusal has a code, where it fits a field, and a Vietnamese sentence that says what to do.`

export function openApiOf(functions: readonly ApiFunction[]): OpenApi {
  const schemas = namedSchemas()
  const paths: Record<string, Record<string, Operation>> = {}
  for (const { function: name, routes } of functions) {
    for (const route of routes) {
      const at = paths[route.path] ?? {}
      at[route.method.toLowerCase()] = operationOf(route, name.replace('api/', ''))
      paths[route.path] = at
    }
  }
  return {
    openapi: '3.1.1',
    info: { title: 'thidua', version: '1', description: DESCRIPTION },
    paths,
    webhooks: { bulletin: { post: callOperation } },
    components: {
      schemas,
      responses: Object.fromEntries(Object.entries(REFUSED).map(([status, description]) => [`Refused${status}`, refusal(description)])),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
    security: [{ token: [] }],
  }
}

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
const callOperation: Operation = {
  operationId: 'call',
  summary:
    'What a listener is sent, as Standard Webhooks says. It answers with 2xx within 5 seconds, or is called again and at last suspended. Calls come in the order of `position`; whatever comes again has the same `webhook-id`. A test call has the type `test` and no position',
  tags: ['calls'],
  parameters: [
    {
      name: 'webhook-id',
      in: 'header',
      required: true,
      description: 'The same for the same event, however often',
      schema: { type: 'string' },
    },
    { name: 'webhook-timestamp', in: 'header', required: true, description: 'Of this try, in seconds', schema: { type: 'string' } },
    {
      name: 'webhook-signature',
      in: 'header',
      required: true,
      description: 'v1, a comma, and the base64 of HMAC-SHA256 over id.timestamp.body under the secret after whsec_',
      schema: { type: 'string' },
    },
  ],
  requestBody: {
    required: true,
    description: 'the schema is that of the event bulletin.entered, and kept for ever',
    content: { 'application/json': { schema: jsonSchema(bulletinEntered.data) } },
  },
  responses: { '2XX': { description: 'It has it' } },
  security: [],
}

/** The answers by name, referring to each other by name, and the refusal with every code there is. */
function namedSchemas(): Record<string, Schema> {
  const named = Object.entries(shapes).map(([name, shape]): [string, Schema] => [name, jsonSchema(shape)])
  const { properties, ...refused } = jsonSchema(refusalAnswer)
  const code: Schema = { type: 'string', enum: Object.keys(everySentence) }
  return { ...Object.fromEntries(named), Refusal: { ...refused, properties: { ...properties, code } } }
}

function operationOf(route: Route, tag: string): Operation {
  const key = routeKey(route)
  return {
    operationId: key.replace(/[^A-Za-z]+/g, '-').toLowerCase(),
    summary: route.summary,
    tags: [tag],
    parameters: parametersOf(route),
    ...(route.body === undefined ? {} : { requestBody: bodyOf(route, route.body) }),
    responses: { [isCreating(key) ? '201' : '200']: answerOf(key), ...refusalsOf(route) },
    ...(route.open ? { security: [] as const } : {}),
  }
}

/** Commands that make something new. */
function isCreating(key: string): boolean {
  return key === 'POST /api/plans' || key === 'POST /api/subscriptions' || key.endsWith('/uploads') || key.endsWith('/resend')
}

function parametersOf(route: Route): readonly Parameter[] {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(
    ([, name = '']): Parameter => ({ name, in: 'path', required: true, schema: { type: 'string' } }),
  )
  const query = route.query === undefined ? {} : jsonSchema(route.query)
  const inQuery = Object.entries(query.properties ?? {}).map(
    ([name, schema]): Parameter => ({
      name,
      in: 'query',
      required: query.required?.includes(name) ?? false,
      schema: typeof schema === 'boolean' ? {} : schema,
    }),
  )
  const header = (name: string, required: boolean, description: string): Parameter => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  })
  return [
    ...inPath,
    ...inQuery,
    header('x-acting-as', false, 'In which of my roles'),
    ...(isCommand(route)
      ? [header('idempotency-key', true, 'Makes sending twice sending once'), header('if-match', false, 'The version seen')]
      : []),
  ]
}

function bodyOf({ bodyBytesMax = BODY_BYTES_MAX }: Route, body: NonNullable<Route['body']>): Operation['requestBody'] {
  const content = { 'application/json': { schema: jsonSchema(body) } }
  return { required: true, description: `At most ${bodyBytesMax.toLocaleString('en')} bytes`, content }
}

function answerOf(key: string): { description: string; content: Content } {
  const file = fileAnswers[key]
  if (file !== undefined) return { description: 'A file', content: { [file]: { schema: { type: 'string' } } } }
  const shape = Object.entries(answers).find(([one]) => one === key)?.[1]
  const name = Object.entries(shapes).find(([, one]) => one === shape)?.[0]
  if (name === undefined) throw new Error(`${key}: its answer is not in shared/api/answers.ts`)
  return { description: name, content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } }
}

function refusalsOf(route: Route): Operation['responses'] {
  const statuses = [
    '400',
    '401',
    '403',
    '404',
    ...(isCommand(route) ? ['409', '422'] : []),
    ...(route.body === undefined ? [] : ['413']),
    '500',
  ]
  return Object.fromEntries(
    statuses.map((status) => [status, { description: REFUSED[status] ?? '', $ref: `#/components/responses/Refused${status}` }]),
  )
}

function refusal(description: string): { description: string; content: Content } {
  return { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } }
}

function jsonSchema(schema: z.core.$ZodType): Schema {
  const { $schema: _version, ...rest } = z.toJSONSchema(schema, { io: 'input', reused: 'inline' })
  return rest
}
