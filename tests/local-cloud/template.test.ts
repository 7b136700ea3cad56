// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are CloudFormation's own placeholders
import { beforeAll, describe, expect, test } from 'vitest'
import { type CloudModel, loadTemplate } from '../../infra/local/template.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { synthesizeFixture } from './fixture/app.ts'
import { changedAssembly, resourcesOf, type TemplateDraft } from './fixture/assembly.ts'

let assembly: string
let model: CloudModel
beforeAll(() => {
  assembly = synthesizeFixture(temporaryFolder())
  model = loadTemplate(assembly, { parameters: { Issuer: 'http://issuer' }, endpoint: 'http://door' })
}, 60_000)

describe('a synthesized assembly is read', () => {
  test('with names that cross from one stack to the other', () => {
    const [table] = model.tables
    const greet = model.functions.find(({ logicalId }) => logicalId.startsWith('greet'))
    expect(greet?.environment).toEqual({ TABLE_NAME: table?.name })
    expect(table).toMatchObject({
      ttlAttribute: 'expires',
      streamView: 'NEW_IMAGE',
      globalIndexes: [{ name: 'byKind', projection: 'ALL' }],
    })
    expect(model.streamSources).toMatchObject([{ tableName: table?.name, batchSize: 100, bisectOnError: true, maximumRetryAttempts: 3 }])
  })

  test('with the rule, its queue, the dead letters and who may send', () => {
    const [rule] = model.rules
    const queue = model.queues.find(({ arn }) => arn === rule?.targets[0]?.queueArn)
    expect(rule).toMatchObject({ enabled: true, busName: model.buses[1]?.name, pattern: { 'detail-type': ['item.added', 'item.due'] } })
    expect(queue).toMatchObject({ visibilitySeconds: 30, redrive: { maxReceiveCount: 2 }, url: `http://door/000000000000/${queue?.name}` })
    expect(queue?.policy.some(({ conditions }) => conditions.ArnEquals?.['aws:SourceArn']?.includes(String(rule?.arn)))).toBe(true)
    expect(model.queueSources).toMatchObject([{ queueArn: queue?.arn, batchSize: 10, maximumConcurrency: 2, reportsItemFailures: true }])
  })

  test('with roles and every policy attached to them', () => {
    const relay = model.functions.find(({ logicalId }) => logicalId.startsWith('relay'))
    const role = model.roles.find(({ arn }) => arn === relay?.roleArn)
    expect(role?.statements.flatMap(({ actions }) => actions)).toContain('events:PutEvents')
    expect(role?.trust).toMatchObject([{ principal: { Service: ['lambda.amazonaws.com'] }, actions: ['sts:AssumeRole'] }])
    expect(role?.awsManagedPolicies).toEqual(['AWSLambdaBasicExecutionRole'])
  })

  test('with the API, its routes, its authorizer with the given parameters, and CORS', () => {
    const [api] = model.httpApis
    expect(api?.routes.map(({ key }) => key).sort()).toEqual(['ANY /open/{proxy+}', 'GET /items/{id}', 'PUT /items/{id}'])
    const route = api?.routes.find(({ key }) => key.startsWith('GET'))
    expect(route?.authorizer).toEqual({ issuer: 'http://issuer', audience: ['fixture'] })
    expect(api?.cors).toMatchObject({ allowOrigins: ['*'], allowHeaders: ['authorization', 'content-type'] })
  })

  test('with the bucket, whose events CDK switches on by a custom resource that itself is left out', () => {
    expect(model.buckets).toMatchObject([
      {
        sendsEvents: true,
        versioned: true,
        lifecycle: [{ prefix: 'quarantine/', expirationDays: 2 }],
        cors: [{ allowedMethods: ['POST'] }],
      },
    ])
    expect(model.functions).toHaveLength(3)
    expect(model.ignored.map(({ type }) => type)).toContain('AWS::Lambda::Function')
  })
})

describe('what is not understood is refused by name', () => {
  const first = (template: TemplateDraft, type: string) => {
    const [found] = resourcesOf(template, type)
    if (found === undefined) throw new Error(`the fixture has no ${type}`)
    return found[1]
  }
  const refusals: readonly (readonly [sentence: string, change: (template: TemplateDraft) => void, name: RegExp])[] = [
    [
      'a resource type',
      (template) => {
        template.Resources.Pipe = { Type: 'AWS::Pipes::Pipe', Properties: {} }
      },
      /FixtureCompute\/Pipe \(AWS::Pipes::Pipe\)/,
    ],
    [
      'a property',
      (template) => {
        first(template, 'AWS::Events::Rule').Properties.RoleArn = 'x'
      },
      /AWS::Events::Rule\) is not understood: .*RoleArn/,
    ],
    [
      'a transformed target',
      (template) => {
        first(template, 'AWS::Events::Rule').Properties.Targets[0].InputTransformer = {}
      },
      /InputTransformer/,
    ],
    [
      'another target than a queue',
      (template) => {
        first(template, 'AWS::Events::Rule').Properties.Targets[0].Arn = 'arn:aws:lambda:x:1:function:y'
      },
      /only queues are understood as rule targets/,
    ],
    [
      'an intrinsic',
      (template) => {
        first(template, 'AWS::SQS::Queue').Properties = { QueueName: { 'Fn::Base64': 'x' } }
      },
      /Fn::Base64 is not understood/,
    ],
    [
      'a dynamic reference',
      (template) => {
        first(template, 'AWS::SQS::Queue').Properties = { QueueName: '{{resolve:ssm:x}}' }
      },
      /dynamic reference/,
    ],
    [
      'an export that nobody makes',
      (template) => {
        first(template, 'AWS::Lambda::Function').Properties.Environment = { Variables: { X: { 'Fn::ImportValue': 'nobody' } } }
      },
      /no stack exports nobody/,
    ],
    [
      'an export of a parameter, which could not be changed any more',
      (template) => {
        template.Parameters = { Sender: { Type: 'String', Default: 'a' } }
        template.Outputs = { Sender: { Value: { 'Fn::Join': ['', ['x', { Ref: 'Sender' }]] }, Export: { Name: 'Sender' } } }
      },
      /exports the parameter Sender/,
    ],
    [
      'a runtime',
      (template) => {
        first(template, 'AWS::Lambda::Function').Properties.Runtime = 'python3.13'
      },
      /only Node.js functions/,
    ],
    [
      'an attribute of what does not exist here',
      (template) => {
        template.Resources.Edge = { Type: 'AWS::CloudFront::Distribution', Properties: {} }
        first(template, 'AWS::Lambda::Function').Properties.Environment = { Variables: { X: { 'Fn::GetAtt': ['Edge', 'DomainName'] } } }
      },
      /attribute DomainName of Edge/,
    ],
  ]
  test.each(refusals)('%s', (_, change, name) => {
    expect(() => loadTemplate(changedAssembly(assembly, 'FixtureCompute', change))).toThrow(name)
  })
})

describe('intrinsics', () => {
  const cases: readonly (readonly [value: unknown, expected: string])[] = [
    [{ 'Fn::Sub': '${AWS::Partition}-${!x}-${Own}-${Queue.QueueName}' }, 'aws-${x}-arn:aws:sns:ap-southeast-1:000000000000:x-named'],
    [{ 'Fn::Sub': ['${a}/${Audience}', { a: { Ref: 'AWS::Region' } }] }, 'ap-southeast-1/fixture'],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['-', 'a-b-c'] }] }, 'b'],
    [{ 'Fn::Join': ['+', ['a', { Ref: 'AWS::NoValue' }, { Ref: 'AWS::AccountId' }]] }, 'a+000000000000'],
    [{ 'Fn::If': ['No', 'yes', { Ref: 'AWS::URLSuffix' }] }, 'amazonaws.com'],
  ]
  test.each(cases)('%j', (value, expected) => {
    const changed = changedAssembly(assembly, 'FixtureCompute', (template) => {
      Object.assign(template, { Conditions: { No: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Audience' }, 'fixture'] }] } } })
      template.Resources.Own = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'x' } }
      template.Resources.Queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'named' } }
      template.Resources.Gone = Object.assign({ Type: 'AWS::Pipes::Pipe', Properties: {} }, { Condition: 'No' })
      for (const [, greet] of resourcesOf(template, 'AWS::Lambda::Function', 'greet'))
        greet.Properties.Environment = { Variables: { X: value } }
    })
    const greet = loadTemplate(changed).functions.find(({ logicalId }) => logicalId.startsWith('greet'))
    expect(greet?.environment.X).toBe(expected)
  })
})
