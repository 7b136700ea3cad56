/**
 * An error in the words and the protocol of its service, so that the SDK raises what it would raise against AWS.
 * https://smithy.io/2.0/aws/protocols/index.html and each service's "Common errors" page.
 */
import { CloudError } from '../contract.ts'
import type { SignatureFault } from '../sigv4.ts'

type Protocol = 'json' | 'rest-json' | 'query' | 'rest-xml'

const protocols: Readonly<Record<string, Protocol>> = {
  dynamodb: 'json',
  sqs: 'json',
  events: 'json',
  scheduler: 'rest-json',
  ses: 'query',
  s3: 'rest-xml',
}

export function protocolOf(service: string): Protocol {
  return protocols[service] ?? 'json'
}

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.'
const BAD_TOKEN = 'The security token included in the request is invalid.'

type Wording = readonly [status: number, code: string, message: string]

const jsonFaults: Readonly<Record<SignatureFault, Wording>> = {
  missing: [400, 'MissingAuthenticationTokenException', 'Request is missing Authentication Token'],
  incomplete: [400, 'IncompleteSignatureException', 'The request signature does not conform to AWS standards.'],
  'unknown-key': [400, 'UnrecognizedClientException', BAD_TOKEN],
  'wrong-token': [400, 'UnrecognizedClientException', BAD_TOKEN],
  mismatch: [400, 'InvalidSignatureException', MISMATCH],
  skewed: [400, 'InvalidSignatureException', 'Signature expired: the request is more than 15 minutes away from the clock.'],
  expired: [400, 'InvalidSignatureException', 'Signature expired.'],
  'unsigned-headers': [400, 'InvalidSignatureException', 'There were headers present in the request which were not signed'],
}

/** https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html */
const queryFaults: Readonly<Record<SignatureFault, Wording>> = {
  missing: [403, 'MissingAuthenticationToken', 'Request is missing Authentication Token'],
  incomplete: [400, 'IncompleteSignature', 'The request signature does not conform to AWS standards.'],
  'unknown-key': [403, 'InvalidClientTokenId', BAD_TOKEN],
  'wrong-token': [403, 'InvalidClientTokenId', BAD_TOKEN],
  mismatch: [403, 'SignatureDoesNotMatch', MISMATCH],
  skewed: [400, 'RequestExpired', 'The request reached the service more than 15 minutes away from its date stamp.'],
  expired: [400, 'RequestExpired', 'Request has expired'],
  'unsigned-headers': [403, 'SignatureDoesNotMatch', 'There were headers present in the request which were not signed'],
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList */
const s3Faults: Readonly<Record<SignatureFault, Wording>> = {
  missing: [403, 'AccessDenied', 'Access Denied'],
  incomplete: [400, 'AuthorizationHeaderMalformed', 'The authorization that you provided is not valid.'],
  'unknown-key': [403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.'],
  'wrong-token': [400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.'],
  mismatch: [403, 'SignatureDoesNotMatch', MISMATCH],
  skewed: [403, 'RequestTimeTooSkewed', 'The difference between the request time and the current time is too large.'],
  expired: [403, 'AccessDenied', 'Request has expired'],
  'unsigned-headers': [403, 'AccessDenied', 'There were headers present in the request which were not signed'],
}

export function signatureError(service: string, fault: SignatureFault): CloudError {
  const protocol = protocolOf(service)
  const faults = protocol === 'rest-xml' ? s3Faults : protocol === 'query' ? queryFaults : jsonFaults
  return new CloudError(...faults[fault])
}

export function accessDenied(service: string, principal: string, action: string, resource: string, explicit: boolean): CloudError {
  const why = explicit ? 'with an explicit deny in a policy' : `because no identity-based policy allows the ${action} action`
  const message = `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} ${why}`
  const protocol = protocolOf(service)
  if (protocol === 'json') return new CloudError(400, 'AccessDeniedException', message)
  return new CloudError(403, protocol === 'rest-json' ? 'AccessDeniedException' : 'AccessDenied', message)
}

export function throttled(service: string): CloudError {
  const protocol = protocolOf(service)
  if (protocol === 'rest-xml') return new CloudError(503, 'SlowDown', 'Please reduce your request rate.')
  if (protocol === 'query') return new CloudError(400, 'Throttling', 'Maximum sending rate exceeded.')
  if (service === 'sqs') return new CloudError(403, 'RequestThrottled', 'Request is throttled.')
  return new CloudError(protocol === 'rest-json' ? 429 : 400, 'ThrottlingException', 'Rate exceeded')
}

export function internalError(service: string): CloudError {
  const names: Readonly<Record<Protocol, string>> = {
    json: service === 'dynamodb' ? 'InternalServerError' : 'InternalFailure',
    'rest-json': 'InternalServerException',
    query: 'InternalFailure',
    'rest-xml': 'InternalError',
  }
  return new CloudError(500, names[protocolOf(service)], 'We encountered an internal error. Please try again.')
}

export interface RenderedError {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export function renderError(service: string, error: CloudError, requestId: string): RenderedError {
  const { status, code, message } = error
  switch (protocolOf(service)) {
    case 'rest-xml':
      return xml(status, `<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message><RequestId>${requestId}</RequestId></Error>`)
    case 'query': {
      const type = status < 500 ? 'Sender' : 'Receiver'
      const inner = `<Error><Type>${type}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`
      return xml(
        status,
        `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">${inner}<RequestId>${requestId}</RequestId></ErrorResponse>`,
      )
    }
    case 'rest-json':
      return json(status, { 'content-type': 'application/json', 'x-amzn-errortype': code }, { Message: message })
    case 'json':
      return json(status, { 'content-type': 'application/x-amz-json-1.0' }, { __type: `com.amazon.coral.service#${code}`, message })
  }
}

function json(status: number, headers: Record<string, string>, body: unknown): RenderedError {
  return { status, headers, body: JSON.stringify(body) }
}

function xml(status: number, body: string): RenderedError {
  return { status, headers: { 'content-type': 'application/xml' }, body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}` }
}

export function escapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char).replace(/\r/g, '&#13;')
}
