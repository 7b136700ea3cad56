/** What AWS asks of the template and one machine does not notice; each with the page that says so. */
import { describe, expect, test } from 'vitest'
import { loadTemplate } from '../../infra/local/template.ts'
import { assembly, resourcesOf } from './assembly.ts'

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
