/**
 * The resources of all stacks with resolved, checked properties. Every reader names the properties it understands or leaves out on
 * purpose; any other property is refused by name, so that a template never means more than this machine does.
 */
import * as z from 'zod'
import type { StackSource } from './assembly.ts'
import { physicalName } from './attributes.ts'
import type { Resolver } from './intrinsics.ts'
import type { Placed } from './model.ts'

export interface Resource extends Placed {
  readonly type: string
  readonly source: StackSource
  /** `Stack/LogicalId (Type)`. */
  readonly where: string
}

export interface Resources {
  readonly resolver: Resolver
  readonly all: readonly Resource[]
  ofType(...types: readonly string[]): readonly Resource[]
  /** Resolved properties by this schema; throws naming the resource and the property that is not understood. */
  read<T>(resource: Resource, schema: z.ZodType<T>): T
  ref(resource: Resource): string
  attribute(resource: Resource, attribute: string): string
  name(resource: Resource): string
}

export function collectResources(stacks: readonly StackSource[], resolver: Resolver): Resources {
  const all = stacks.flatMap((source) =>
    Object.entries(source.template.Resources)
      .filter(([, { Condition }]) => resolver.holds(source, Condition))
      .map(([logicalId, { Type }]) => ({
        stack: source.name,
        logicalId,
        type: Type,
        source,
        where: `${source.name}/${logicalId} (${Type})`,
      })),
  )

  function read<T>(resource: Resource, schema: z.ZodType<T>): T {
    const properties = resource.source.template.Resources[resource.logicalId]?.Properties ?? {}
    const parsed = schema.safeParse(resolver.resolve(resource.source, properties, resource.where))
    if (parsed.success) return parsed.data
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'properties'}: ${issue.message}`)
    throw new Error(`${resource.where} is not understood: ${problems.join('; ')}`)
  }

  const resolveText = (resource: Resource, value: unknown) => String(resolver.resolve(resource.source, value, resource.where))
  return {
    resolver,
    all,
    ofType: (...types) => all.filter(({ type }) => types.includes(type)),
    read,
    ref: (resource) => resolveText(resource, { Ref: resource.logicalId }),
    attribute: (resource, attribute) => resolveText(resource, { 'Fn::GetAtt': [resource.logicalId, attribute] }),
    name: (resource) => physicalName(resolver, resource.source, resource.logicalId),
  }
}

/** CloudFormation writes numbers and booleans also as texts. */
export const number = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
export const boolean = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
/** Understood, and of no effect on one machine. */
export const leftOut = z.unknown().optional()
/** One text or a list of them. */
export const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())])
/** A JSON object, given as one or as its text. */
export const jsonObject = z.union([
  z.record(z.string(), z.unknown()),
  z.string().transform((text) => z.record(z.string(), z.unknown()).parse(JSON.parse(text))),
])

export function placed(resource: Resource): Placed {
  return { stack: resource.stack, logicalId: resource.logicalId }
}
