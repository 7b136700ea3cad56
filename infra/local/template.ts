/**
 * Loads a synthesized cloud assembly and says what it means, resolved and checked. This is the only way a template reaches the local
 * cloud: what is not in the model does not happen.
 */

import { readRoles } from './template/access.ts'
import { readAlarms } from './template/alarms.ts'
import { readAssembly, type StackSource } from './template/assembly.ts'
import { providersOfCustomResources, readFunctions, readQueueSources, readStreamSources } from './template/compute.ts'
import { readBuckets, readTables } from './template/data.ts'
import { ignoredTypes, readTypes } from './template/ignored.ts'
import { createResolver, type Resolver, type TemplateSettings } from './template/intrinsics.ts'
import { readBuses, readConfigurationSets, readQueues, readRules, readScheduleGroups, readSchedules } from './template/messaging.ts'
import type { CloudModel, IgnoredResource, OutputModel } from './template/model.ts'
import { collectResources, placed, type Resources } from './template/resources.ts'
import { readHttpApis, readResponseHeaders } from './template/web.ts'

export type { TemplateSettings } from './template/intrinsics.ts'
export type * from './template/model.ts'

const defaults: TemplateSettings = {
  account: '000000000000',
  region: 'ap-southeast-1',
  parameters: {},
  endpoint: 'http://127.0.0.1:4566',
  apiEndpoint: 'http://127.0.0.1:8080',
  attributes: {},
}

/** Reads `cdk.out`. Throws an error naming the resource, property, intrinsic or type that this machine does not understand. */
export function loadTemplate(assembly: string, settings: Partial<TemplateSettings> = {}): CloudModel {
  return readModel(readAssembly(assembly), { ...defaults, ...settings })
}

export function readModel(stacks: readonly StackSource[], settings: TemplateSettings): CloudModel {
  const resolver = createResolver(stacks, settings)
  const resources = collectResources(stacks, resolver)
  const providers = providersOfCustomResources(resources)
  const ignored = listIgnored(resources, providers)
  const functions = readFunctions(resources, providers)
  const tables = readTables(resources)
  return {
    account: settings.account,
    region: settings.region,
    tables,
    queues: readQueues(resources),
    buses: readBuses(resources),
    rules: readRules(resources),
    functions,
    roles: readRoles(resources),
    queueSources: readQueueSources(resources, functions),
    streamSources: readStreamSources(resources, functions, tables),
    scheduleGroups: readScheduleGroups(resources),
    schedules: readSchedules(resources),
    httpApis: readHttpApis(resources, functions),
    buckets: readBuckets(resources),
    configurationSets: readConfigurationSets(resources),
    mailIdentities: resources.ofType('AWS::SES::EmailIdentity').map((resource) => resources.name(resource)),
    alarms: readAlarms(resources),
    responseHeaders: readResponseHeaders(resources),
    outputs: readOutputs(stacks, resolver),
    ignored,
  }
}

function listIgnored(resources: Resources, providers: ReadonlySet<string>): readonly IgnoredResource[] {
  return resources.all.flatMap((resource) => {
    const why = ignoredTypes[resource.type]
    if (why !== undefined) return [{ ...placed(resource), type: resource.type, why }]
    if (!readTypes.has(resource.type)) throw new Error(`${resource.where} is not understood by the local cloud`)
    const isProvider = resource.type === 'AWS::Lambda::Function' && providers.has(resources.attribute(resource, 'Arn'))
    return isProvider ? [{ ...placed(resource), type: resource.type, why: 'only used while deploying' }] : []
  })
}

/** Outputs of what does not exist here are left out: they are for people, nothing in the model depends on them. */
function readOutputs(stacks: readonly StackSource[], resolver: Resolver): readonly OutputModel[] {
  return stacks.flatMap((stack) =>
    Object.entries(stack.template.Outputs).flatMap(([logicalId, output]) => {
      if (!resolver.holds(stack, output.Condition)) return []
      const where = `${stack.name}/Outputs/${logicalId}`
      try {
        const exportName = output.Export && String(resolver.resolve(stack, output.Export.Name, where))
        return [{ stack: stack.name, logicalId, value: String(resolver.resolve(stack, output.Value, where)), exportName }]
      } catch {
        return []
      }
    }),
  )
}
