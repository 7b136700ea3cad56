/**
 * Which addresses of the portal are files; all others are pages. Not whatever holds a dot: a task is called `6.1`, and the log of a unit's
 * part in it by plan, task and unit. The distribution and the local machine ask the same.
 */

/** What the build names by its hash, the documentation of the API, and the few that lie at the top. */
export const PORTAL_FILES = /^\/(assets\/|api\/docs\.|[^/]+\.[^/]+$)/
