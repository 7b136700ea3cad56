/** The directory's import: dry run or for good, a report per row either way. */
import { wholeDirectory } from '../../shared/access/whole-directory.ts'
import { importDirectory } from '../../shared/api/directory.ts'
import { importSentences } from '../../shared/directory/import/refusals.vi.ts'
import { importFile } from '../../shared/directory/import-file.ts'
import type { World } from '../../shared/ports.ts'
import { dayOf } from '../../shared/time/calendar.ts'
import { api, endpoint } from '../runtime/api.ts'
import { basics } from '../runtime/environment.ts'

type Effects = Pick<World, 'store' | 'clock'>

export const { answer, handler } = api<Effects>(
  [
    endpoint(
      importDirectory,
      async ({ directory, context }) => ({ resource: wholeDirectory(directory, dayOf(context.at)), loaded: null }),
      ({ body, world, context }) => importFile(body, world.store, context),
    ),
  ],
  basics,
  importSentences,
)
