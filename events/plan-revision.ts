/** A corrected file, read onto a draft. Apart, because only the reader of documents says it. */
import * as z from 'zod/mini'
import { defineEvent } from './event.ts'
import { id, taskKey, text } from './words.ts'

export const planDraftRevised = defineEvent({
  name: 'plan.draft-revised',
  version: 1,
  sentence:
    'A corrected file was read onto a draft: what became of each earlier decision. The new reading and the corrections kept stand before it.',
  data: z.object({
    planId: id('pln'),
    /** Decisions about findings that still hold, by what was said. */
    resolved: z.array(z.object({ findingIds: z.array(z.string()), decision: z.enum(['accepted', 'dismissed']), reason: text(1_000) })),
    /** For a draft that amends: what its rows were said to be, where that still holds; keys of the new reading. */
    matched: z.array(z.object({ key: taskKey, is: z.nullable(taskKey) })),
    decisions: z.array(
      z.object({
        about: z.enum(['header', 'recipients', 'task', 'finding', 'match']),
        /** Of a task: in the new reading, or before where it is there no longer. */
        key: z.optional(taskKey),
        /** A field of the header or of a task; `added` and `removed` are whole tasks. */
        field: z.optional(z.string()),
        /**
         * `kept`: its source is unchanged. `agrees`: the file now says so itself. `replaced`: the source changed, and the new reading stands.
         * `gone`: what it was about is in the file no longer. `unclear`: it cannot be told which row it was about.
         */
        outcome: z.enum(['kept', 'agrees', 'replaced', 'gone', 'unclear']),
        decided: z.optional(text(200)),
        /** What the file says there now; of a line of Nơi nhận, what it had said. */
        read: z.optional(text(200)),
      }),
    ),
  }),
  sample: {
    planId: 'pln_01JH0000000000000000000000',
    resolved: [{ findingIds: ['fnd_1'], decision: 'dismissed', reason: 'Đã hoàn thành năm 2020' }],
    matched: [],
    decisions: [
      { about: 'task', key: '8', field: 'executing', outcome: 'kept', decided: 'Các trường', read: 'Các đơn vị trực thuộc Sở' },
      { about: 'task', key: '9', field: 'due', outcome: 'replaced', decided: 'trước ngày 25/03/2021', read: 'trước ngày 30/03/2021' },
    ],
  },
})
