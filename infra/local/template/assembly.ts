/**
 * Reads a synthesized cloud assembly (`cdk.out`): the manifest, every stack's template and where each file asset lies.
 * Format: https://github.com/aws/aws-cdk/tree/main/packages/%40aws-cdk/cloud-assembly-schema
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as z from 'zod'

export interface StackSource {
  readonly name: string
  readonly template: Template
  /** Object key in the assets bucket → absolute path of the unpacked asset. */
  readonly assets: ReadonlyMap<string, string>
}

const templateSchema = z.object({
  Resources: z
    .record(z.string(), z.object({ Type: z.string(), Properties: z.unknown().optional(), Condition: z.string().optional() }))
    .default({}),
  Parameters: z.record(z.string(), z.object({ Type: z.string(), Default: z.unknown().optional() })).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Outputs: z
    .record(
      z.string(),
      z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional(), Condition: z.string().optional() }),
    )
    .default({}),
  Transform: z.unknown().optional(),
  Mappings: z.unknown().optional(),
})

export type Template = z.infer<typeof templateSchema>

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z
        .object({
          templateFile: z.string().optional(),
          stackName: z.string().optional(),
          file: z.string().optional(),
          directoryName: z.string().optional(),
        })
        .optional(),
    }),
  ),
})

const assetsSchema = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
})

/** Every stack of the assembly, stages included. Throws when the folder holds no readable assembly. */
export function readAssembly(folder: string): readonly StackSource[] {
  const manifest = manifestSchema.parse(readJson(join(folder, 'manifest.json')))
  const artifacts = Object.entries(manifest.artifacts)
  const assets = new Map<string, string>()
  for (const [, { type, properties }] of artifacts) {
    if (type === 'cdk:asset-manifest' && properties?.file) addAssets(folder, properties.file, assets)
  }
  return artifacts.flatMap(([id, { type, properties }]) => {
    if (type === 'cdk:cloud-assembly' && properties?.directoryName) return readAssembly(join(folder, properties.directoryName))
    if (type !== 'aws:cloudformation:stack' || !properties?.templateFile) return []
    const template = templateSchema.parse(readJson(join(folder, properties.templateFile)))
    const name = properties.stackName ?? id
    if (template.Transform !== undefined) throw new Error(`${name}: a template with a Transform is not understood`)
    return [{ name, template, assets }]
  })
}

function addAssets(folder: string, file: string, assets: Map<string, string>): void {
  for (const { source, destinations } of Object.values(assetsSchema.parse(readJson(join(folder, file))).files)) {
    if (source.path === undefined) continue
    for (const { objectKey } of Object.values(destinations)) assets.set(objectKey, resolve(folder, source.path))
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
