/** Roles, the policies attached to them, and policy documents anywhere. */
import * as z from 'zod'
import type { PolicyStatement, RoleModel } from './model.ts'
import { leftOut, placed, type Resource, type Resources, texts } from './resources.ts'

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const values = z.union([scalar.transform((value) => [value]), z.array(scalar)])

const statementSchema = z.strictObject({
  Sid: leftOut,
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.union([z.literal('*'), z.record(z.string(), texts)]).optional(),
  Action: texts.default([]),
  NotAction: texts.default([]),
  Resource: texts.default([]),
  NotResource: texts.default([]),
  Condition: z.record(z.string(), z.record(z.string(), values)).default({}),
})

export const policyDocument = z
  .strictObject({
    Version: leftOut,
    Id: leftOut,
    Statement: z.union([statementSchema.transform((one) => [one]), z.array(statementSchema)]),
  })
  .transform(({ Statement }) => Statement.map(toStatement))

function toStatement(statement: z.infer<typeof statementSchema>): PolicyStatement {
  const anybody = statement.Principal === '*' || (statement.Principal?.AWS ?? []).includes('*')
  return {
    effect: statement.Effect,
    principal: anybody ? '*' : statement.Principal,
    actions: statement.Action,
    notActions: statement.NotAction,
    resources: statement.Resource,
    notResources: statement.NotResource,
    conditions: statement.Condition,
  }
}

const roleSchema = z.strictObject({
  AssumeRolePolicyDocument: policyDocument,
  Policies: z.array(z.strictObject({ PolicyName: leftOut, PolicyDocument: policyDocument })).default([]),
  ManagedPolicyArns: z.array(z.string()).default([]),
  RoleName: leftOut,
  Description: leftOut,
  MaxSessionDuration: leftOut,
  Tags: leftOut,
})

const attachedSchema = z.strictObject({
  PolicyName: leftOut,
  ManagedPolicyName: leftOut,
  Description: leftOut,
  Path: leftOut,
  PolicyDocument: policyDocument,
  Roles: z.array(z.string()).default([]),
})

export function readRoles(resources: Resources): readonly RoleModel[] {
  const attached = resources.ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy').map((resource) => ({
    ref: resources.ref(resource),
    ...resources.read(resource, attachedSchema),
  }))
  return resources.ofType('AWS::IAM::Role').map((resource) => {
    const role = resources.read(resource, roleSchema)
    const name = resources.name(resource)
    const policies = attached.filter(({ ref, Roles }) => Roles.includes(name) || role.ManagedPolicyArns.includes(ref))
    return {
      ...placed(resource),
      name,
      arn: resources.attribute(resource, 'Arn'),
      trust: role.AssumeRolePolicyDocument,
      statements: [...role.Policies, ...policies].flatMap(({ PolicyDocument }) => PolicyDocument),
      awsManagedPolicies: role.ManagedPolicyArns.flatMap((arn) => arn.match(/^arn:aws:iam::aws:policy\/(?:.*\/)?([^/]+)$/)?.[1] ?? []),
    }
  })
}

/** Statements of the resource policies (of queues, of buckets) that name this resource. */
export function policyOf(
  resources: Resources,
  policyType: string,
  namesOf: (policy: Resource) => { readonly names: readonly string[]; readonly statements: readonly PolicyStatement[] },
): (name: string) => readonly PolicyStatement[] {
  const policies = resources.ofType(policyType).map(namesOf)
  return (name) => policies.filter(({ names }) => names.includes(name)).flatMap(({ statements }) => statements)
}
