/** What AWS asks of the template and one machine does not notice; each with the page that says so. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { judge } from '../../infra/local/policy.ts'
import { loadTemplate } from '../../infra/local/template.ts'
import { templateSettings } from '../../infra/permissions.ts'
import { assembly, resourcesOf } from './assembly.ts'

const operations = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8')

describe('the portal', () => {
  test('may ask the user pool for its addresses: a source with a path would be that one address', () => {
    const { responseHeaders } = loadTemplate(assembly().outdir, {
      attributes: { 'AWS::CloudFront::Distribution.DomainName': 'd1.cloudfront.net' },
    })
    const [, connect = ''] = /connect-src ([^;]+)/.exec(responseHeaders['content-security-policy'] ?? '') ?? []
    const sources = connect.split(' ').filter((source) => source !== "'self'")
    expect(sources.filter((source) => !/^https:[/][/][^/]+$/.test(source))).toEqual([])
    expect(sources).toContain('https://cognito-idp.ap-southeast-1.amazonaws.com')
  })

  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html: ten seconds unless told.
  test('keeps no error of one caller for another', () => {
    const [distribution] = resourcesOf('ThiduaDoor', 'AWS::CloudFront::Distribution').values()
    expect(distribution?.Properties.DistributionConfig).toMatchObject({
      CustomErrorResponses: [400, 403, 404, 405, 414, 500, 501, 502, 503, 504].map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })),
    })
  })

  const [edge] = resourcesOf('ThiduaDoor', 'AWS::CloudFront::Function').values()
  const shownAt = (uri: string): string => {
    const handler = new Function(`${edge?.Properties.FunctionCode};return handler`)()
    return handler({ request: { uri } }).uri
  }

  test.each(['/', '/viec', '/ke-hoach/pln_1/nhiem-vu/6.1', '/nhat-ky/assignment/pln_1.6.1.unt_1', '/viec/pln_1/6.1/unt_a.b'])(
    'opens at the address of a page, %s, dots or none',
    (uri) => {
      expect(shownAt(uri)).toBe('/index.html')
    },
  )

  test.each(['/index.html', '/config.json', '/favicon.svg', '/assets/index-a1.js', '/api/docs.html', '/api/docs.json'])(
    'gives the file %s',
    (uri) => {
      expect(shownAt(uri)).toBe(uri)
    },
  )

  test('shows the documentation of the API at its address', () => {
    expect(shownAt('/api/docs')).toBe('/api/docs.html')
  })
})

describe('the API', () => {
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
  test('has no metrics by route: each of them costs, and the access log says the same', () => {
    const [stage] = resourcesOf('ThiduaDoor', 'AWS::ApiGatewayV2::Stage').values()
    expect(stage?.Properties.DefaultRouteSettings).not.toHaveProperty('DetailedMetricsEnabled')
  })
})

describe('the alarms', () => {
  // https://repost.aws/knowledge-center/cloudwatch-receive-sns-for-alarm-trigger
  test('may reach their topic, whose own policy has replaced the one that let them', () => {
    const [policy] = resourcesOf('ThiduaWatch', 'AWS::SNS::TopicPolicy').values()
    expect(policy?.Properties.PolicyDocument).toMatchObject({
      Statement: expect.arrayContaining([
        expect.objectContaining({ Effect: 'Allow', Action: 'sns:Publish', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
      ]),
    })
  })
})

describe('an alarm', () => {
  const documented = [...operations.matchAll(/^\| ((?:`[A-Z]\w+`(?:, )?)+) \|/gm)].flatMap(([, names = '']) => names.match(/\w+/g) ?? [])

  test.each([...resourcesOf('ThiduaWatch', 'AWS::CloudWatch::Alarm').values()].map(({ Properties }) => String(Properties.AlarmName)))(
    '%s goes by a name that a person reads, and the page for whoever it wakes knows how it ends',
    (name) => {
      expect(name).toMatch(/^thidua-[A-Z][A-Za-z]+$/)
      expect(documented.filter((end) => name.endsWith(end))).not.toEqual([])
    },
  )
})

describe('CloudFormation', () => {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
  const limits = { resources: 500, outputs: 200, bytes: 1_000_000 }

  test.each(['ThiduaData', 'ThiduaDoor', 'Thidua', 'ThiduaWatch'])('takes %s: so many resources, outputs and bytes', (stack) => {
    const text = readFileSync(join(assembly().outdir, `${stack}.template.json`), 'utf8')
    const { Resources, Outputs = {} } = JSON.parse(text)
    expect(Object.keys(Resources).length).toBeLessThanOrEqual(limits.resources)
    expect(Object.keys(Outputs).length).toBeLessThanOrEqual(limits.outputs)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limits.bytes)
  })
})

describe('mail', () => {
  /** Whether the function that sends may send from an address, where SES asks about an identity. */
  const asked = (identity: string, from: string, MailFrom: string) => {
    const { functions, roles, region, account } = loadTemplate(assembly().outdir, {
      parameters: { ...templateSettings().parameters, MailFrom },
    })
    const { roleArn } = functions.find(({ environment }) => environment.REACTION === 'notice-queued/send-mail') ?? {}
    const statements = roles.find(({ arn }) => arn === roleArn)?.statements ?? []
    const context = { 'ses:FromAddress': from }
    return judge(
      { action: 'ses:SendRawEmail', resource: `arn:aws:ses:${region}:${account}:identity/${identity}`, context },
      { name: '', statements },
    )
  }

  // In the sandbox SES asks for the right to the recipient's identity too.
  test.each(['thidua.example', 'thi-dua@thidua.example', 'clerk@unit.example'])(
    'of the sender may go where SES asks for %s',
    (identity) => {
      expect(asked(identity, 'thi-dua@thidua.example', 'thi-dua@thidua.example')).toBe('allowed')
      expect(asked(identity, 'thi-dua@thidua.example', 'Sở GDĐT <thi-dua@thidua.example>')).toBe('allowed')
    },
  )

  test('of anybody else may not go at all', () => {
    expect(asked('thidua.example', 'x@thidua.example', 'thi-dua@thidua.example')).toBe('not-allowed')
  })
})

describe('a parameter', () => {
  const parametersOf = (stack: string) =>
    JSON.parse(readFileSync(join(assembly().outdir, `${stack}.template.json`), 'utf8')).Parameters as Record<
      string,
      { readonly Default?: string }
    >

  test.each([
    ['MailFrom', 'ThiduaData'],
    ['PortalUrl', 'ThiduaDoor'],
  ])('%s means the same in Thidua as in %s: an export could not be changed', (name, stack) => {
    expect(parametersOf('Thidua')[name]).toEqual(parametersOf(stack)[name])
    expect(parametersOf('Thidua')[name]).toBeDefined()
  })
})

describe('the user pool', () => {
  const [pool] = resourcesOf('ThiduaData', 'AWS::Cognito::UserPool').values()

  // https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-case-sensitivity.html: for ever as it was created.
  test('takes an address however it is written', () => {
    expect(pool?.Properties.UsernameConfiguration).toEqual({ CaseSensitive: false })
  })

  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_EmailConfigurationType.html
  test('writes to people in Vietnamese, with the code, where SES sends; Cognito’s own mailer takes no words of ours', () => {
    const bySesOnly = (text: RegExp) => ({ 'Fn::If': ['SignInMailBySes', expect.stringMatching(text), { Ref: 'AWS::NoValue' }] })
    const { VerificationMessageTemplate, EmailAuthenticationMessage, EmailAuthenticationSubject, ...others } = pool?.Properties ?? {}
    expect(VerificationMessageTemplate).toEqual({
      DefaultEmailOption: 'CONFIRM_WITH_CODE',
      EmailMessage: bySesOnly(/Mã .*\{####\}/),
      EmailSubject: bySesOnly(/Xác nhận/),
    })
    expect(EmailAuthenticationMessage).toEqual(bySesOnly(/Mã .*\{####\}/))
    expect(EmailAuthenticationSubject).toEqual(bySesOnly(/Mã/))
    expect(others).not.toHaveProperty('EmailVerificationMessage')
    expect(others).not.toHaveProperty('EmailVerificationSubject')
  })
})
