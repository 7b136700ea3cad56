/** The name under which it is counted how often a plan has changed: whoever keeps a copy asks for it (`load.ts`). */
export const planRevision = (planId: string) => `plan#${planId}`
