/**
 * Who may do what, written by hand from the rules of the design and not from the code: a unit sees its own, the issuer sees and judges
 * what belongs to its plan, a superior's head looks on, nobody else knows that it exists.
 *
 * Two signs a cell: the first target and the second. For a unit's work and mail these are unit A (the own unit of A's people) and unit B;
 * for plans they are the issued plan and a draft, both of the Sở. `+` may, `-` gets what does not exist gets.
 */
export const actors = ['so-officer', 'so-head', 'so-reader', 'district-officer', 'a-head', 'a-clerk', 'a-reader'] as const
export type ActorName = (typeof actors)[number]

const work = '/api/plans/{planId}/tasks/{key}/units/{unit}'

const table: Readonly<Record<string, string>> = {
  //                                        officer head reader district | a-head a-clerk a-reader
  'GET /api/me': /*                             */ '++ ++ ++ ++ ++ ++ ++',
  'GET /api/units': /*                          */ '++ -- -- ++ -- -- --',
  'POST /api/directory/imports': /*             */ '++ -- -- -- -- -- --',
  'GET /api/search': /*                         */ '++ ++ ++ ++ ++ ++ ++',
  'GET /api/log/{kind}/{id}': /*                */ '++ ++ -- -- +- +- --',

  'GET /api/plans': /*                          */ '++ ++ ++ ++ ++ ++ ++',
  'POST /api/plans': /*                         */ '++ -- -- ++ -- -- --',
  'GET /api/plans/{planId}': /*                 */ '++ ++ +- +- +- +- +-',
  'POST /api/plans/{planId}/document': /*       */ '++ -- -- -- -- -- --',
  'GET /api/plans/{planId}/document': /*        */ '++ ++ +- +- +- +- +-',
  'GET /api/plans/{planId}/source': /*          */ '++ -- -- -- -- -- --',
  'GET /api/plans/{planId}/preview': /*         */ '++ -- -- -- -- -- --',
  'POST /api/plans/{planId}/findings': /*       */ '++ -- -- -- -- -- --',
  'PUT /api/plans/{planId}/tasks/{key}': /*     */ '++ -- -- -- -- -- --',
  'POST /api/plans/{planId}/issue': /*          */ '++ -- -- -- -- -- --',
  'GET /api/plans/{planId}/progress': /*        */ '++ ++ -- -- -- -- --',
  'GET /api/plans/{planId}/progress.csv': /*    */ '++ ++ -- -- -- -- --',
  'GET /api/plans/{planId}/progress.xlsx': /*   */ '++ ++ -- -- -- -- --',
  'GET /api/plans/{planId}/tasks/{key}/missing.xlsx': '++ ++ -- -- -- -- --',
  'POST /api/plans/{planId}/tasks/{key}/reminders': '++ -- -- -- -- -- --',
  'GET /api/plans/{planId}/matrix': /*          */ '++ ++ -- -- -- -- --',
  'GET /api/plans/{planId}/notices': /*         */ '++ ++ -- -- -- -- --',
  'POST /api/plans/{planId}/notices/reminders': /**/ '++ -- -- -- -- -- --',
  'GET /api/plans/{planId}/cascade': /*         */ '++ ++ -- -- -- -- --',
  'GET /api/plans/{planId}/tasks/{key}/files/{part}': '++ ++ -- -- -- -- --',
  'GET /api/plans/{planId}/tasks/{key}/nominees': '++ ++ -- -- -- -- --',
  'GET /api/plans/{planId}/tasks/{key}/nominees.xlsx/{part}': '++ ++ -- -- -- -- --',
  'GET /api/plans/{planId}/tasks/{key}/missing': '++ ++ -- -- -- -- --',

  'GET /api/plans/{planId}/amendments': /*      */ '++ -- -- -- -- -- --',
  'POST /api/plans/{planId}/amendments': /*     */ '++ -- -- -- -- -- --',
  'PUT /api/plans/{planId}/aim': /*             */ '++ -- -- -- -- -- --',
  'GET /api/plans/{planId}/comparison': /*      */ '++ -- -- -- -- -- --',
  'PUT /api/plans/{planId}/tasks/{key}/match': /**/ '++ -- -- -- -- -- --',
  'POST /api/plans/{planId}/tasks': /*          */ '++ -- -- -- -- -- --',
  'POST /api/plans/{planId}/tasks/{key}/removal': '++ -- -- -- -- -- --',
  'PUT /api/plans/{planId}/header': /*          */ '++ -- -- -- -- -- --',
  'PUT /api/plans/{planId}/recipients': /*      */ '++ -- -- -- -- -- --',
  'PUT /api/plans/{planId}/policy': /*          */ '++ -- -- -- -- -- --',
  'POST /api/plans/{planId}/fixes': /*          */ '++ -- -- -- -- -- --',
  'POST /api/plans/{planId}/discard': /*        */ '++ -- -- -- -- -- --',
  'POST /api/plans/{planId}/amend': /*          */ '++ -- -- -- -- -- --',

  'GET /api/plans/{planId}/parents': /*         */ '++ ++ -- -- -- -- --',
  'POST /api/plans/{planId}/parents': /*        */ '++ -- -- -- -- -- --',

  'GET /api/units/{unit}': /*                   */ '++ ++ -- -- +- +- +-',
  'PUT /api/units/{unit}/contacts': /*          */ '++ -- -- -- +- +- --',
  'POST /api/units/{unit}/hand-overs': /*       */ '-- -- -- -- +- +- --',
  'POST /api/units/{unit}/hand-overs/cancel': /**/ '++ -- -- -- +- +- --',
  'GET /api/units/{unit}/notices': /*           */ '-- -- -- -- +- +- +-',
  'GET /api/units/{unit}/overview': /*          */ '++ ++ -- -- +- -- --',
  'GET /api/units/{unit}/work': /*              */ '++ ++ -- -- +- +- +-',
  [`GET ${work}`]: /*                           */ '++ ++ -- -- +- +- +-',
  [`GET ${work}/uploads/{uploadId}/link`]: /*   */ '++ ++ -- -- +- +- +-',
  [`PUT ${work}/draft`]: /*                     */ '-- -- -- -- +- +- --',
  [`POST ${work}/uploads`]: /*                  */ '-- -- -- -- +- +- --',
  [`POST ${work}/uploads/{uploadId}/parts`]: /* */ '-- -- -- -- +- +- --',
  [`DELETE ${work}/uploads/{uploadId}`]: /*     */ '-- -- -- -- +- +- --',
  [`PUT ${work}/uploads/{uploadId}/component`]: /**/ '-- -- -- -- +- +- --',
  [`POST ${work}/submit`]: /*                   */ '-- -- -- -- +- +- --',
  [`POST ${work}/withdraw`]: /*                 */ '-- -- -- -- +- +- --',
  [`POST ${work}/return`]: /*                   */ '++ -- -- -- -- -- --',
  [`POST ${work}/accept`]: /*                   */ '++ -- -- -- -- -- --',
  [`POST ${work}/extension`]: /*                */ '++ -- -- -- -- -- --',

  // First: the unit acted for; second: the person.
  'GET /api/feeds/{whose}': /*                  */ '++ ++ -+ ++ ++ ++ -+',
  'PUT /api/feeds/{whose}': /*                  */ '++ ++ -+ ++ ++ ++ -+',
  'DELETE /api/feeds/{whose}': /*               */ '++ ++ -+ ++ ++ ++ -+',
  // Whoever knows an address may read it, and nobody else: the second has a wrong secret.
  'GET /api/calendar/{feedId}/{secret}': /*     */ '+- +- +- +- +- +- +-',

  // Of the caller's own body; by its id, first: of the Sở, second: of the district.
  'GET /api/subscriptions': /*                  */ '++ -- -- ++ -- -- --',
  'POST /api/subscriptions': /*                 */ '++ -- -- ++ -- -- --',
  'POST /api/subscriptions/{id}/replays': /*    */ '+- -- -- -+ -- -- --',
  'POST /api/subscriptions/{id}/tests': /*      */ '+- -- -- -+ -- -- --',
  'DELETE /api/subscriptions/{id}': /*          */ '+- -- -- -+ -- -- --',

  // The issued plan names the portal in its Nơi nhận; the draft does so too, and stays unseen.
  'GET /api/public/plans': /*                   */ '++ ++ ++ ++ ++ ++ ++',
  'GET /api/public/plans/{planId}': /*          */ '+- +- +- +- +- +- +-',

  'GET /api/notices/{noticeId}': /*             */ '++ ++ -- -- +- +- +-',
  'POST /api/notices/{noticeId}/acknowledge': /**/ '-- -- -- -- +- +- --',
  'POST /api/notices/{noticeId}/resend': /*     */ '++ -- -- -- -- -- --',
}

export const expectedRoutes: readonly string[] = Object.keys(table)

/** Whether this actor may do this to the first (0) or second (1) target. */
export function mayBy(route: string, actor: ActorName, target: 0 | 1): boolean {
  return table[route]?.split(' ')[actors.indexOf(actor)]?.[target] === '+'
}
