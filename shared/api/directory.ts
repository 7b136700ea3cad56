/** Routes about units and people, and about me. */
import * as z from 'zod/mini'
import { FILE_NAME_CHARACTERS_MAX } from '../../events/limits.ts'
import { line } from '../../events/words.ts'
import { defineRoute } from './route.ts'

/** Longest import file, in characters of base64: about 3 MB of CSV or XLSX. */
export const IMPORT_CHARACTERS_MAX = 4_000_000

export const readMe = defineRoute({ method: 'GET', path: '/api/me', action: 'me.read', summary: 'Who I am and in which roles I can act' })

export const listUnits = defineRoute({ method: 'GET', path: '/api/units', action: 'directory.read', summary: 'All units of the directory' })

export const importDirectory = defineRoute({
  method: 'POST',
  path: '/api/directory/imports',
  action: 'directory.import',
  summary: 'Import units, groups or people from CSV or XLSX; `dryRun` only reports',
  bodyBytesMax: IMPORT_CHARACTERS_MAX + 1_000,
  body: z.strictObject({
    fileName: line(FILE_NAME_CHARACTERS_MAX),
    dryRun: z.boolean(),
    base64: z.string().check(z.maxLength(IMPORT_CHARACTERS_MAX)),
  }),
})

export const readLog = defineRoute({
  method: 'GET',
  path: '/api/log/{kind}/{id}',
  action: 'log.read',
  summary: 'The log of one plan, assignment, unit or mail, with its verification',
})

export const directoryRoutes = [readMe, listUnits, readLog] as const
export const importRoutes = [importDirectory] as const
