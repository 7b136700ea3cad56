/** What must hold, whatever the weather. Each has one sentence, which is what a failing seed prints. */
export const invariants = {
  published: 'what is stored is published: nothing lies in a log at rest that was never on the bus',
  log: 'a state is the fold of its log, and its hashes form one chain',
  reminders: 'nobody is reminded of what they had handed in before the mail was looked at for the last time',
  'one-mail': 'a notice is mailed once, but for the one window that SES leaves open',
  uploads: 'every offered upload ends once: attached, refused or expired, as the file deserves',
  deadlines: 'every window opens once and every deadline and extension ends once, never before its instant',
  'cut-off': 'nothing is handed in after the cut-off without an extension, and what is late is marked',
  moved: 'who is reminded is still asked, and of the date that the plan has',
  affected: 'an amendment is told to each unit it touches, and to nobody else',
  addresses: 'mails go to the addresses that a unit has, not to those it has given up',
  board: 'the board shows what the logs say',
  'one-truth': 'what the pages count, what the lists name, whom a reminder would go to and what a closing counts are the same units',
  kept: 'nothing that was handed in vanishes: it counts, or it is shown apart',
  'in-office': 'every mail goes to a unit or a person that is in office on the day',
  'newly-asked': 'a unit that the directory brings under a running plan is told of it on that day',
  'dead-letters': 'only poison is buried, and of each an officer is told',
  heard: 'whoever listens to a body hears each public event of its plans, in the order of its bulletin',
  told: 'whoever must hear of something has a mail about it',
  settled: 'everything comes to its end',
  powers: 'no function touches what the map does not grant',
  commands: 'a request that was answered was done once, however often it was sent',
} as const

export type Invariant = keyof typeof invariants

export interface Breach {
  readonly invariant: Invariant
  readonly sentence: string
}

export type Report = (invariant: Invariant, sentence: string) => void
