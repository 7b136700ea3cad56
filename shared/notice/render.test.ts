import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { noticeKindSchema } from '../../events/notice.ts'
import type { PlanState } from '../plan/plan.ts'
import { Permanent } from '../ports.ts'
import type { QueuedNotice } from './notice.ts'
import { renderNotice } from './render.ts'
import { reactionWords } from './sentences.vi.ts'
import { sampleNotices, samplePlan } from './templates/samples.ts'

const PORTAL = 'https://portal.thidua.test'

function sample(noticeId: string): QueuedNotice {
  const notice = sampleNotices.find((candidate) => candidate.noticeId === noticeId)
  if (notice === undefined) throw new Error(`no sample ${noticeId}`)
  return notice
}

function render(noticeId: string, plan: PlanState = samplePlan) {
  return renderNotice(sample(noticeId), plan, PORTAL)
}

/** What a reader of the HTML sees: no tags, no links' addresses, no style sheet. */
function visible(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/https:\S+/g, '')
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ')
}

const ENGLISH =
  /\b(the|and|of|your|you|please|file|files|submit|submitted|unit|task|plan|deadline|deadlines|report|receipt|reminder|open|closed|page|error|failed|here|dear|link|button|mail|email|date|time|undefined|null|true|false|object)\b/i
const CODE =
  /\b(pln|unt|per|ntc|upl|grp)_|dossier|registration|type-mismatch|image\/png|plan-issued|plan\.issued|tell-recipients|MalformedEvent|before-date|lenient|strict|individual|collective|\d{4}-\d{2}-\d{2}|T\d\d:\d\d/

describe('every mail', () => {
  it('has a sample of every kind to be checked by', () => {
    const kinds = new Set(sampleNotices.map((notice) => notice.kind))
    expect(noticeKindSchema.options.filter((kind) => !kinds.has(kind))).toEqual([])
  })

  it.each(sampleNotices.map((notice) => [`${notice.kind} ${notice.noticeId}`, notice] as const))(
    '%s speaks Vietnamese and no code',
    (_name, notice) => {
      const { subject, html, text } = renderNotice(notice, samplePlan, PORTAL)
      for (const shown of [subject, visible(html), text.replace(/https:\S+/g, '')]) {
        expect(shown).not.toMatch(ENGLISH)
        expect(shown).not.toMatch(CODE)
        expect(shown).toBe(shown.normalize('NFC'))
      }
      expect(html).toContain('<html lang="vi">')
      expect(subject.length).toBeLessThanOrEqual(160)
    },
  )

  it.each(sampleNotices.map((notice) => [`${notice.kind} ${notice.noticeId}`, notice] as const))(
    '%s links to its own page and nothing else',
    (_name, notice) => {
      const { html, text } = renderNotice(notice, samplePlan, PORTAL)
      const page = `${PORTAL}/thong-bao/${notice.noticeId}`
      const links = [...html.matchAll(/(?:href|src|action)="([^"]*)"/g)].map((match) => match[1])
      expect(new Set(links)).toEqual(new Set([page]))
      expect(text.match(/https?:\S+/g)).toEqual([page])
      expect(html).not.toMatch(/<(form|img|script|iframe|table)/)
    },
  )

  it.each(sampleNotices.map((notice) => [`${notice.kind} ${notice.noticeId}`, notice] as const))(
    '%s says the same as text',
    (_name, notice) => {
      const { html, text } = renderNotice(notice, samplePlan, PORTAL)
      const words = (shown: string) => new Set(shown.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [])
      const inText = words(text)
      const body = visible(html.slice(html.indexOf('<h1')))
      const onlyInHtml = [...words(body)].filter((word) => !inText.has(word))
      // "Nếu nút không mở được": the text has no button.
      expect(onlyInHtml.filter((word) => !['Nếu', 'nút', 'không', 'mở', 'được'].includes(word))).toEqual([])
    },
  )

  it('is the same bytes each time', () => {
    for (const notice of sampleNotices)
      expect(renderNotice(notice, samplePlan, PORTAL)).toEqual(renderNotice(structuredClone(notice), structuredClone(samplePlan), PORTAL))
  })

  it('says for whom it is, and addresses people as people', () => {
    expect(render('ntc_3').text).toContain('Kính gửi: Trường THPT Mẫu')
    expect(render('ntc_6').text).toContain('Kính gửi: Ông/Bà Nguyễn Thị Mẫu')
  })

  it('stands a portal address with a slash at its end', () => {
    expect(renderNotice(sample('ntc_3'), samplePlan, `${PORTAL}/`).text).toContain(`${PORTAL}/thong-bao/ntc_3\n`)
  })
})

describe('a notice that cannot be rendered', () => {
  it.each(sampleNotices.map((notice) => [notice.noticeId, notice] as const))(
    '%s gives up for good when a fact is missing, and tells no value',
    (_id, notice) => {
      for (const fact of Object.keys(notice.facts)) {
        const { [fact]: _left, ...facts } = notice.facts
        // Facts that the template does without: those about who or what, which the notice or the unit's own mail has anyway.
        if (['unit', 'uploadId', 'ownPlan'].includes(fact) || (notice.kind === 'extension-ended' && fact === 'unitName')) continue
        const attempt = () => renderNotice({ ...notice, facts }, samplePlan, PORTAL)
        expect(attempt).toThrow(Permanent)
        expect(attempt).toThrow(new RegExp(`^${notice.noticeId} lacks facts of ${notice.kind}: ${fact}$`))
      }
    },
  )

  it('gives up for good when its plan or task is gone', () => {
    expect(() => renderNotice(sample('ntc_3'), undefined, PORTAL)).toThrow(Permanent)
    expect(() => renderNotice({ ...sample('ntc_3'), key: '99' }, samplePlan, PORTAL)).toThrow(Permanent)
    expect(() => renderNotice({ ...sample('ntc_3'), key: undefined }, samplePlan, PORTAL)).toThrow(Permanent)
  })

  it('does not show what a fact of the wrong kind holds', () => {
    const wrong = { ...sample('ntc_10'), facts: { reason: { secret: 'Nguyễn Văn Kín' } } }
    expect(() => renderNotice(wrong, samplePlan, PORTAL)).toThrow(/^[^K]*$/)
  })
})

describe('the mail of an issued plan', () => {
  it('lists what this unit owes by date, what names no day after it, and what was over when the plan came out last', () => {
    const { text } = render('ntc_1')
    const order = [
      'Nhiệm vụ 8 ',
      'Nhiệm vụ 12 ',
      'Nhiệm vụ 22 ',
      'Nhiệm vụ 24 ',
      'Nhiệm vụ 11 ',
      'Việc thứ 1 nêu',
      'Đã qua hạn',
      'Nhiệm vụ 3 ',
    ]
    const places = order.map((label) => text.indexOf(label))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((left, right) => left - right))
  })

  it('counts as work only what can still be done, and says how many were over when the plan came out', () => {
    const { subject, text } = render('ntc_1')
    expect(subject).toMatch(/: 6 việc cần làm, việc đầu tiên chậm nhất \d+\/\d+\/2021, 1 việc đã qua hạn$/)
    expect(text).toContain('giao cho đơn vị 6 việc cần làm, 1 việc đã qua hạn.')
    const coming = renderNotice({ ...sample('ntc_1'), facts: { owes: ['8'] } }, samplePlan, PORTAL)
    expect(coming.subject + coming.text).not.toContain('đã qua hạn')
  })

  it('shows the words of the document beside both readings', () => {
    const { text } = render('ntc_1')
    expect(text).toContain('“Trước ngày 25/3/2021”')
    expect(text).toContain('Nên gửi chậm nhất: thứ Tư, 24/3/2021')
    expect(text).toContain('Hệ thống còn nhận đến: thứ Năm, 25/3/2021, trước 24:00 (giờ Hà Nội)')
  })

  it('shows one date only where the plan closes on the strict reading', () => {
    const strict = render('ntc_1', { ...samplePlan, policy: { ...samplePlan.policy, closes: 'strict' } }).text
    expect(strict).toContain('Gửi chậm nhất: thứ Tư, 24/3/2021, trước 24:00 (giờ Hà Nội)')
    expect(strict).not.toContain('thứ Năm, 25/3/2021')
  })

  it('leaves out tasks of others', () => {
    const { text, calendar } = renderNotice({ ...sample('ntc_1'), facts: { owes: ['8'] } }, samplePlan, PORTAL)
    expect(text).not.toContain('Nhiệm vụ 12')
    expect(calendar).not.toContain('Nhiệm vụ 12')
  })

  it('tells a recipient that owes nothing that it is for information, and attaches no calendar', () => {
    const { subject, text, calendar } = render('ntc_2')
    expect(subject).toContain('gửi để biết')
    // The plan asks others; and who heads one of them is reminded of it.
    expect(text).toContain('Nơi nhận thư này không có việc phải nộp.')
    expect(text).toContain('Thư nhắc hạn chỉ gửi đơn vị được giao việc và thủ trưởng đơn vị.')
    expect(calendar).toBeUndefined()
  })

  it('says that the button is on the page', () => {
    for (const id of ['ntc_1', 'ntc_2']) expect(render(id).text).toContain('“Xác nhận đã nhận” trên trang đó')
  })

  it('tells the reminder days of this very plan', () => {
    expect(render('ntc_1').text).toContain('trước 14, 7, 3, 1 ngày và vào đúng ngày cuối')
    const quiet = render('ntc_1', { ...samplePlan, policy: { ...samplePlan.policy, reminderDays: [] } }).text
    expect(quiet).not.toContain('Hệ thống nhắc')
  })

  it('puts into the calendar what is still to come and has a day', () => {
    const { calendar = '' } = render('ntc_1')
    const events = new ICAL.Component(ICAL.parse(calendar)).getAllSubcomponents('vevent').map((component) => new ICAL.Event(component))
    expect(events.map((event) => [event.uid.split('.')[1], event.startDate.toString()])).toEqual([
      ['8', '2021-03-24'],
      ['12', '2021-05-29'],
      ['22', '2021-10-29'],
      ['24', '2021-11-18'],
    ])
    expect(events[0]?.uid).toBe(`${samplePlan.planId}.8.unt_thpt-mau@thidua`)
    expect(events[0]?.description).toContain(`${PORTAL}/thong-bao/ntc_1`)
  })

  it('stays below the 102 kB at which Gmail cuts a mail off, for a plan of 400 tasks', () => {
    const [first] = samplePlan.tasks
    if (first === undefined) throw new Error('no task')
    const tasks = Array.from({ length: 400 }, (_, index) => ({
      ...first,
      key: String(index + 1),
      content: 'Nhiệm vụ rất dài '.repeat(200),
    }))
    const { html, text } = renderNotice(
      { ...sample('ntc_1'), facts: { owes: tasks.map((task) => task.key) } },
      { ...samplePlan, tasks },
      PORTAL,
    )
    expect(Buffer.byteLength(html)).toBeLessThan(102_000)
    expect(text).toContain('Còn 340 việc nữa')
  })
})

describe('the mail of an amendment', () => {
  const { subject, text } = render('ntc_18')

  it('says what was and what is, for what is not the same', () => {
    expect(subject).toBe('Kế hoạch 12/KH-SGDĐT được điều chỉnh: 4 việc của đơn vị thay đổi')
    expect(text).toContain('Văn bản điều chỉnh: 1512/SGDĐT-VP, ngày 01/6/2021')
    expect(text).toContain('Thời hạn ghi trước đây: “Trước ngày 30/9/2021”\n   Thời hạn ghi từ nay: “Trước ngày 30/10/2021”')
    expect(text).toContain('Hệ thống nhận đến từ nay: thứ Bảy, 30/10/2021, trước 24:00 (giờ Hà Nội)')
    expect(text).not.toContain('Nội dung trước đây')
  })

  it('names the new day to aim for, of which the remark may speak', () => {
    const [was, is] = ['   Nên gửi chậm nhất: thứ Tư, 29/9/2021', '   Nên gửi chậm nhất: thứ Sáu, 29/10/2021'].map((row) =>
      text.includes(row),
    )
    expect([was, is]).toEqual([false, true])
  })

  it('says what stays valid of what the unit did', () => {
    expect(text).toContain('Việc đơn vị đã làm: đã nộp đăng ký; vẫn có giá trị và được lưu, không phải nộp lại')
    expect(text).toContain('Việc đơn vị đã làm: đã nộp báo cáo (2 tệp), sau hạn; vẫn có giá trị và được lưu\n')
    expect(text).toContain('Việc đơn vị đã làm: đang soạn hồ sơ (1 tệp); được lưu, không phải nộp nữa')
  })

  it('says whether an extension still gives more time than the new deadline of all', () => {
    const given = (extension: string) => {
      const facts = { amendment: 1, tasks: [{ key: '22', change: 'changed', extension }] }
      return renderNotice({ ...sample('ntc_18'), facts }, samplePlan, PORTAL).text
    }
    expect(given('2021-10-15T17:00:00.000Z')).toContain('đến thứ Sáu, 15/10/2021, trước 24:00 (giờ Hà Nội); nay theo hạn chung')
    expect(given('2021-10-31T17:00:00.000Z')).toContain('đến Chủ nhật, 31/10/2021, trước 24:00 (giờ Hà Nội); vẫn có hiệu lực')
  })

  it('moves entries of the calendar under their old names, and takes out what is gone', () => {
    const { calendar = '', cancellation = '' } = render('ntc_18')
    const eventsIn = (file: string) =>
      new ICAL.Component(ICAL.parse(file))
        .getAllSubcomponents('vevent')
        .map((component) => [
          String(component.getFirstPropertyValue('uid')).split('.')[1],
          component.getFirstPropertyValue('sequence'),
          component.getFirstPropertyValue('status'),
          String(component.getFirstPropertyValue('dtstart')),
        ])
    expect(eventsIn(calendar)).toEqual([
      ['22', 2, null, '2021-10-29'],
      ['24', 2, null, '2021-11-18'],
    ])
    expect(cancellation).toContain('METHOD:CANCEL')
    expect(eventsIn(cancellation)).toEqual([
      ['14', 2, 'CANCELLED', '2021-07-14'],
      ['12', 2, 'CANCELLED', '2021-05-29'],
    ])
  })

  it.each([
    ['the day to which the unit alone has more time', '2021-11-15T17:00:00.000Z', ['2021-11-15', 3, true]],
    ['the hour at which that ends', '2021-11-15T10:00:00.000Z', ['2021-11-15T16:00:00', 3, true]],
    ['the day of all where that is later', '2021-10-15T17:00:00.000Z', ['2021-10-29', 2, false]],
  ])('puts into the calendar %s', (_what, extension, expected) => {
    const facts = { amendment: 1, tasks: [{ key: '22', change: 'changed', extension }] }
    const { calendar = '' } = renderNotice({ ...sample('ntc_18'), facts }, samplePlan, PORTAL)
    const entry = new ICAL.Component(ICAL.parse(calendar)).getFirstSubcomponent('vevent')
    const saysSo = String(entry?.getFirstPropertyValue('description')).startsWith('Đơn vị được gia hạn đến hết: thứ Hai, 15/11/2021')
    expect([String(entry?.getFirstPropertyValue('dtstart')), entry?.getFirstPropertyValue('sequence'), saysSo]).toEqual(expected)
  })

  it('says of each task whether it is changed, given, taken away or gone', () => {
    for (const label of ['22 · thay đổi', '14 · bỏ khỏi kế hoạch', '12 · không còn giao cho đơn vị', '24 · giao thêm cho đơn vị'])
      expect(text).toContain(`Nhiệm vụ ${label}`)
  })
})

describe('mails about one task', () => {
  it('counts the days to the day to aim for and names it', () => {
    expect(render('ntc_3').text).toMatch(/^Còn 7 ngày \(đến thứ Tư, 24\/3\/2021\) để nộp hồ sơ nhiệm vụ 8\./)
    expect(render('ntc_4').text).toMatch(/^Hôm nay \(thứ Tư, 24\/3\/2021\) là ngày cuối nên nộp hồ sơ/)
  })

  it('says of no task that it closes when its day is over where the plan names no day', () => {
    expect(render('ntc_3').text).toContain('Hết hạn, nhiệm vụ đóng lại')
    expect(render('ntc_20').text).not.toContain('Hết hạn')
  })

  it.each([
    ['later than that of all', '2021-04-01T17:00:00.000Z', true],
    ['that an amendment has overtaken', '2021-03-20T17:00:00.000Z', false],
  ])('says to whom it asks for the task that there is an own day %s', (_what, extension, says) => {
    for (const id of ['ntc_3', 'ntc_10', 'ntc_16']) {
      const notice = sample(id)
      const { text } = renderNotice({ ...notice, facts: { ...notice.facts, extension } }, samplePlan, PORTAL)
      expect(text.includes('Đơn vị được gia hạn đến hết: '), id).toBe(says)
    }
  })

  it('tells a head which unit has not handed in', () => {
    expect(render('ntc_5').text).toMatch(/^Trường THPT Mẫu chưa nộp hồ sơ nhiệm vụ 12; còn 1 ngày \(đến thứ Bảy, 29\/5\/2021\)\./)
  })

  it('tells the officer who is missing', () => {
    const { text, subject } = render('ntc_6')
    expect(subject).toContain('3 đơn vị còn thiếu')
    expect(text).toContain('1.146/1.149 đơn vị')
    for (const name of ['Trường THPT Một', 'Trường THPT Hai', 'Phòng GDĐT Ba']) expect(text).toContain(`- ${name}`)
    expect(render('ntc_7').subject).toContain('không đơn vị nào thiếu')
    expect(visible(render('ntc_7').html)).not.toContain('Không cần làm gì')
  })

  it('does not ask the officer to look at hand-ins of a task that nobody here was asked for', () => {
    const closed = sample('ntc_7')
    const { subject, text } = renderNotice({ ...closed, facts: { ...closed.facts, expected: 0, done: 0 } }, samplePlan, PORTAL)
    expect(subject).toContain('không đơn vị nào phải nộp')
    expect(text).not.toContain('Những gì đã nộp')
  })

  it('gives a receipt of time, names, sizes and checksums', () => {
    for (const shown of [render('ntc_8').text, visible(render('ntc_8').html)]) {
      expect(shown).toContain('thứ Bảy, 20/3/2021, lúc 09:30 (giờ Hà Nội)')
      expect(shown).toContain('lần 1, đúng hạn')
      expect(shown).toMatch(/47,1 KB\s+Báo cáo thành tích\.pdf\s+SHA-256: a{64}/)
      expect(shown).toMatch(/1,5 MB\s+Biên bản họp xét\.docx\s+SHA-256: b{64}/)
    }
  })

  it('lists who was registered, and says so when it came late', () => {
    const { text } = render('ntc_9')
    expect(text).toContain('1. Trần Văn Thử, Giáo viên: Chiến sĩ thi đua cơ sở')
    expect(text).toContain('2. Tổ Toán - Tin: Tập thể lao động tiên tiến')
    expect(text).toContain('lần 2, sau hạn')
    expect(text).toContain('   Đã họp xét ngày 02/11.')
  })

  it('gives the reason of a return in its own lines', () => {
    expect(render('ntc_10').text).toContain('Lý do trả lại:\n   Thiếu biên bản họp xét.\n   Xin bổ sung rồi nộp lại.')
  })

  const closed = { ...samplePlan, tasks: samplePlan.tasks.map((task) => ({ ...task, state: 'closed' as const })) }

  it('says that a closed task takes nothing without an extension, where it asks for more', () => {
    for (const id of ['ntc_10', 'ntc_16']) {
      expect(render(id).text).not.toContain('Nếu chưa được gia hạn')
      expect(render(id, closed).text).toContain('Nếu chưa được gia hạn')
    }
  })

  it('does not offer to hand in for a task that has closed, when an officer reminds of it', () => {
    expect(render('ntc_4').text).toContain('Mở trang để')
    expect(render('ntc_4', closed).text).not.toContain('Mở trang để')
    expect(render('ntc_4', closed).text).toContain('Mở trang nhiệm vụ')
  })

  it('gives the new end of an extension and its reason', () => {
    const { text } = render('ntc_12')
    expect(text).toContain('Hạn mới của đơn vị: thứ Năm, 01/4/2021, trước 24:00 (giờ Hà Nội)')
    expect(text).toContain('Mưa lũ, trường nghỉ học')
  })

  it('moves the task in the calendar to the end of the extension', () => {
    const { calendar = '', text } = render('ntc_12')
    const entry = new ICAL.Component(ICAL.parse(calendar)).getFirstSubcomponent('vevent')
    expect([entry?.getFirstPropertyValue('uid'), String(entry?.getFirstPropertyValue('dtstart'))]).toEqual([
      new ICAL.Component(ICAL.parse(render('ntc_1').calendar ?? ''))
        .getAllSubcomponents('vevent')
        .map((one) => one.getFirstPropertyValue('uid'))
        .find((uid) => String(uid).includes('.8.')),
      '2021-04-01',
    ])
    expect(entry?.getFirstPropertyValue('sequence')).toBe(1)
    expect(text).toContain('lich.ics')
  })

  it('counts to the end of an extension where it reminds of that, though the task is closed for all others', () => {
    const facts = { ...sample('ntc_4').facts, daysLeft: 1, extension: '2021-04-01T17:00:00.000Z', aim: '2021-04-01' }
    const closed = { ...samplePlan, tasks: samplePlan.tasks.map((task) => ({ ...task, state: 'closed' as const })) }
    const { text } = renderNotice({ ...sample('ntc_4'), facts }, closed, PORTAL)
    expect(text).toMatch(/^Còn 1 ngày \(đến thứ Năm, 01\/4\/2021\) để nộp hồ sơ/)
    expect(text).toContain('Mở trang để nộp')
    expect(text).toContain('Hạn chung đã hết: thứ Năm, 25/3/2021')
    expect(text).not.toContain('Nếu chưa được gia hạn')
  })

  it('tells unit and officer apart when an extension ends', () => {
    expect(render('ntc_13').text).toMatch(/^Thời gian gia hạn đã hết. Hệ thống đã nhận hồ sơ của đơn vị\./)
    expect(render('ntc_14').text).toMatch(/^Thời gian gia hạn đã hết. Hệ thống chưa nhận được hồ sơ của đơn vị\./)
    expect(render('ntc_15').text).toMatch(/^Trường THPT Mẫu đã hết thời gian gia hạn mà chưa gửi hồ sơ\./)
  })

  it('names the refused file, the rule it broke and what to do', () => {
    const { text } = render('ntc_16')
    expect(text).toContain('“Báo cáo thành tích.pdf” không được nhận: loại tệp thật khác với đuôi tệp')
    expect(text).toContain('ảnh PNG')
    const nameless = { ...sample('ntc_16'), facts: { ...sample('ntc_16').facts, fileName: '' } }
    expect(renderNotice(nameless, samplePlan, PORTAL).text).toMatch(/^Một tệp không được nhận/)
  })
})

describe('the mail about a failure', () => {
  it('sends whoever reads it to the operator, and for a system that does not answer to the page where it is called again', () => {
    const textFor = (reaction: string) => {
      const { facts, ...notice } = sample('ntc_17')
      return renderNotice({ ...notice, facts: { ...facts, reaction } } as QueuedNotice, samplePlan, PORTAL).text
    }
    expect(textFor('plan-issued/tell-recipients')).toContain('người vận hành')
    expect(textFor('subscription-queued/call-listener')).toContain('Hệ thống nhận tin')
    expect(textFor('subscription-queued/call-listener')).not.toContain('người vận hành')
  })

  it('has words for every reaction there is', () => {
    const folder = join(import.meta.dirname, '..', '..', 'functions')
    const reactions = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !['api', 'runtime', 'log-appended'].includes(entry.name))
      .flatMap((entry) => readdirSync(join(folder, entry.name)).map((file) => `${entry.name}/${file}`))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => file.slice(0, -'.ts'.length))
    expect(Object.keys(reactionWords).toSorted()).toEqual(reactions.toSorted())
  })

  it('needs no plan and says what was not done', () => {
    const { text } = renderNotice(sample('ntc_17'), undefined, PORTAL)
    expect(text).toContain('gửi kế hoạch đã ban hành đến các nơi nhận')
    const unheard = { ...sample('ntc_17'), facts: { ...sample('ntc_17').facts, reaction: 'new/one' } }
    expect(renderNotice(unheard, undefined, PORTAL).subject).toBe('Hệ thống chưa làm được: một việc tự động')
  })
})
