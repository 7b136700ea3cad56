/**
 * Long answers go out compressed: neither API Gateway's HTTP API nor CloudFront (where nothing is cached) does it, and a plan's matrix is
 * a megabyte that becomes a fortieth of it. No cookie signs a caller in, so a strange page cannot have a browser ask and weigh the answers
 * (BREACH).
 */
import { gzipSync } from 'node:zlib'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'

/** Below it the header costs what the body saves; CloudFront's own limit. */
const COMPRESSED_BYTES_MIN = 1_000

/** For a caller whose `Accept-Encoding` is this. What is bytes already (a workbook is a zip) stays as it is. */
export function compressed(response: APIGatewayProxyStructuredResultV2, accepted = ''): APIGatewayProxyStructuredResultV2 {
  const { body = '', headers, isBase64Encoded = false } = response
  if (isBase64Encoded || body.length < COMPRESSED_BYTES_MIN || !accepted.includes('gzip')) return response
  return {
    ...response,
    headers: { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' },
    body: gzipSync(body).toString('base64'),
    isBase64Encoded: true,
  }
}
