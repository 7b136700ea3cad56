/** A bucket's CORS rules. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html: the first rule that fits counts. */
import { CloudError } from '../contract.ts'
import { matchesWildcard } from '../policy.ts'
import type { BucketModel } from '../template/model.ts'

type Rule = BucketModel['cors'][number]

/** For an answer to an ordinary request: nothing when no rule fits, and the browser then keeps it from the page. */
export function corsHeaders(bucket: BucketModel | undefined, origin: string | undefined, method: string): Record<string, string> {
  const rule = origin === undefined ? undefined : fittingRule(bucket, origin, method)
  if (rule === undefined || origin === undefined) return {}
  const exposed = rule.exposedHeaders.join(', ')
  return {
    'access-control-allow-origin': rule.allowedOrigins.includes('*') ? '*' : origin,
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    ...(exposed === '' ? {} : { 'access-control-expose-headers': exposed }),
  }
}

/** The answer to a preflight; throws when the bucket does not allow it. */
export function preflightHeaders(bucket: BucketModel | undefined, headers: Readonly<Record<string, string>>): Record<string, string> {
  const { origin, 'access-control-request-method': method, 'access-control-request-headers': wanted = '' } = headers
  const rule = origin === undefined || method === undefined ? undefined : fittingRule(bucket, origin, method)
  const names = wanted
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')
  if (rule === undefined || method === undefined || !names.every((name) => allowsHeader(rule, name))) {
    throw new CloudError(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.')
  }
  return {
    ...corsHeaders(bucket, origin, method),
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    ...(names.length > 0 ? { 'access-control-allow-headers': names.join(', ') } : {}),
    ...(rule.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(rule.maxAgeSeconds) }),
  }
}

function fittingRule(bucket: BucketModel | undefined, origin: string, method: string): Rule | undefined {
  return bucket?.cors.find(
    (rule) => rule.allowedMethods.includes(method) && rule.allowedOrigins.some((pattern) => matchesWildcard(origin, pattern)),
  )
}

function allowsHeader(rule: Rule, name: string): boolean {
  return rule.allowedHeaders.some((pattern) => matchesWildcard(name, pattern.toLowerCase()))
}
