/** One notice of every kind and the plan they are about, for tests and previews. Names are made up. */
import type { PlanTask } from '../../../events/plan.ts'
import type { PlanState } from '../../plan/plan.ts'
import type { QueuedNotice } from '../notice.ts'

const PLAN_ID = 'pln_01JH0000000000000000000000'

function task(key: string, deadlineText: string, due: PlanTask['due'], form: PlanTask['form'], content: string): PlanTask {
  return { key, content, executing: ['Các đơn vị trực thuộc Sở'], coordinating: ['Văn phòng Sở'], deadlineText, due, kinds: [], form }
}

const before = (to: string) => ({ kind: 'before-date', to, toBound: 'exclusive' as const, precision: 'day' })

const tasks: readonly PlanTask[] = [
  task('3', 'Trước ngày 12/01/2021', before('2021-01-12'), 'registration', 'Đăng ký giao ước thi đua năm 2021'),
  task('8', 'Trước ngày 25/3/2021', before('2021-03-25'), 'dossier', 'Gửi hồ sơ đề nghị xét tặng Kỷ niệm chương “Vì sự nghiệp Giáo dục”'),
  task('11', 'Trong học kỳ 2 năm học 2020 - 2021', null, 'report', 'Kiểm tra công tác thi đua tại một số đơn vị'),
  task('12', 'Trước ngày 30/5/2021', before('2021-05-30'), 'dossier', 'Gửi hồ sơ đề nghị danh hiệu thi đua năm học 2020 - 2021'),
  task(
    '24',
    'Từ ngày 18/11/2021 đến ngày 10/12/2021',
    { kind: 'range', from: '2021-11-18', to: '2021-12-10', toBound: 'inclusive', precision: 'day' },
    'report',
    'Nhập dữ liệu khen thưởng vào phần mềm',
  ),
  task('22', 'Trước ngày 30/10/2021', before('2021-10-30'), 'registration', 'Đăng ký danh hiệu thi đua năm học 2021 - 2022'),
  task('B1', '', null, 'report', 'Báo cáo sơ kết phong trào thi đua'),
]

const withdrawn = task('14', 'Trước ngày 15/7/2021', before('2021-07-15'), 'report', 'Sơ kết giữa năm tại các cụm thi đua')

/** Task 22 had an earlier date, task 14 was still there, and 24 is new. */
const amendment: NonNullable<PlanState['amendments']>[number] = {
  amendment: 1,
  at: '2021-06-01T02:00:00.000Z',
  by: 'per_can-bo',
  document: { number: '1512/SGDĐT-VP', date: '2021-06-01' },
  reason: 'Phù hợp kế hoạch thời gian năm học',
  draft: 'pln_01JH0000000000000000000001',
  order: ['3', '8', '11', '12', '24', '22', 'B1'],
  orderBefore: ['3', '8', '11', '12', '14', '22', 'B1'],
  tasks: [
    {
      key: '22',
      before: task('22', 'Trước ngày 30/9/2021', before('2021-09-30'), 'registration', 'Đăng ký danh hiệu thi đua năm học 2021 - 2022'),
      retimed: true,
    },
    { key: '14', before: withdrawn, isWithdrawn: true, retimed: true },
    { key: '24', retimed: true },
  ],
}

const handOver = {
  unitName: 'Trường THPT Mẫu',
  role: 'clerk',
  giver: 'Trần Văn Thử',
  receiver: 'Lê Thị Mẫu',
  receiverEmail: 'le-thi-mau@thidua.test',
  from: '2021-04-01',
}

export const samplePlan: PlanState = {
  planId: PLAN_ID,
  issuerUnit: 'unt_so-mau',
  fileName: 'ke-hoach-2021.txt',
  sourceSha256: '0'.repeat(64),
  header: {
    number: '12/KH-SGDĐT',
    issuer: 'Sở Giáo dục và Đào tạo',
    place: 'Hà Nội',
    date: '2021-01-14',
    title: 'Công tác Thi đua - Khen thưởng năm 2021',
    year: 2021,
  },
  recipients: [{ text: 'Các đơn vị trực thuộc Sở', kind: 'unit-group' }],
  findings: [],
  policy: { closes: 'lenient', reminderDays: [14, 7, 3, 1, 0], escalateFromDays: 1 },
  status: 'issued',
  owner: 'per_can-bo',
  issuedAt: '2021-01-14T02:00:00.000Z',
  published: true,
  archived: true,
  tasks: tasks.map((one) => ({ ...one, state: 'planned', ...(['22', '24'].includes(one.key) ? { revision: 1, amended: 1 } : {}) })),
  amendments: [amendment],
  withdrawn: [{ ...withdrawn, state: 'planned', amended: 1 }],
}

const toUnit = { planId: PLAN_ID, recipient: 'unt_thpt-mau', name: 'Trường THPT Mẫu', address: 'vanthu@thpt-mau.thidua.test', contact: 1 }
const toPerson = { planId: PLAN_ID, recipient: 'per_hieu-truong', name: 'Nguyễn Thị Mẫu', address: 'mau@thidua.test', contact: 1 }

const file = (fileName: string, bytes: number, digit: string) => ({ fileName, bytes, sha256: digit.repeat(64), component: 'report' })

export const sampleNotices: readonly QueuedNotice[] = [
  { ...toUnit, noticeId: 'ntc_1', kind: 'plan-issued', facts: { owes: ['24', '3', '8', '11', '12', '22', 'B1'] } },
  { ...toPerson, noticeId: 'ntc_2', kind: 'plan-issued', facts: { owes: [] } },
  {
    ...toUnit,
    noticeId: 'ntc_18',
    kind: 'plan-amended',
    facts: {
      amendment: 1,
      tasks: [
        { key: '22', change: 'changed', state: 'submitted', late: false, files: 0, extension: '2021-10-15T17:00:00.000Z' },
        { key: '14', change: 'withdrawn', state: 'submitted', late: true, files: 2 },
        { key: '12', change: 'released', state: 'draft', files: 1 },
        { key: '24', change: 'asked' },
      ],
    },
  },
  { ...toUnit, noticeId: 'ntc_3', kind: 'reminder', key: '8', facts: { daysLeft: 7 } },
  { ...toUnit, noticeId: 'ntc_4', kind: 'reminder', key: '8', facts: { daysLeft: 0 } },
  { ...toUnit, noticeId: 'ntc_19', kind: 'reminder', key: '3', facts: { daysLeft: -4 } },
  { ...toUnit, noticeId: 'ntc_20', kind: 'reminder', key: '11', facts: { daysLeft: null } },
  {
    ...toPerson,
    noticeId: 'ntc_5',
    kind: 'escalation',
    key: '12',
    facts: { daysLeft: 1, unit: 'unt_thpt-mau', unitName: 'Trường THPT Mẫu' },
  },
  {
    ...toPerson,
    noticeId: 'ntc_6',
    kind: 'task-closed',
    key: '8',
    facts: {
      at: '2021-03-25T17:00:00.000Z',
      expected: 1_149,
      done: 1_146,
      owing: 3,
      names: ['Trường THPT Một', 'Trường THPT Hai', 'Phòng GDĐT Ba'],
    },
  },
  {
    ...toPerson,
    noticeId: 'ntc_7',
    kind: 'task-closed',
    key: '8',
    facts: { at: '2021-03-25T17:00:00.000Z', expected: 149, done: 149, owing: 0, names: [] },
  },
  {
    ...toUnit,
    noticeId: 'ntc_8',
    kind: 'receipt',
    key: '8',
    facts: {
      submission: 1,
      submittedAt: '2021-03-20T02:30:00.000Z',
      late: false,
      nominees: [],
      note: '',
      files: [file('Báo cáo thành tích.pdf', 48_213, 'a'), file('Biên bản họp xét.docx', 1_572_864, 'b')],
    },
  },
  {
    ...toUnit,
    noticeId: 'ntc_9',
    kind: 'receipt',
    key: '22',
    facts: {
      submission: 2,
      submittedAt: '2021-11-03T09:05:00.000Z',
      late: true,
      nominees: [
        { name: 'Trần Văn Thử', position: 'Giáo viên', award: 'Chiến sĩ thi đua cơ sở', kind: 'individual' },
        { name: 'Tổ Toán - Tin', award: 'Tập thể lao động tiên tiến', kind: 'collective' },
      ],
      note: 'Bổ sung theo gia hạn.\nĐã họp xét ngày 02/11.',
      files: [],
    },
  },
  {
    ...toUnit,
    noticeId: 'ntc_18',
    kind: 'receipt',
    key: '8',
    facts: {
      ...{ submission: 1, submittedAt: '2021-03-20T02:30:00.000Z', late: false, nominees: [], note: '', files: [] },
      ownPlan: { planId: 'pln_01JH0000000000000000000001', number: '05/KH-THPTM' },
    },
  },
  { ...toUnit, noticeId: 'ntc_10', kind: 'returned', key: '8', facts: { reason: 'Thiếu biên bản họp xét.\nXin bổ sung rồi nộp lại.' } },
  { ...toUnit, noticeId: 'ntc_11', kind: 'accepted', key: '8', facts: { submission: 1 } },
  {
    ...toUnit,
    noticeId: 'ntc_12',
    kind: 'extended',
    key: '8',
    facts: { until: '2021-04-01T17:00:00.000Z', reason: 'Mưa lũ, trường nghỉ học' },
  },
  { ...toUnit, noticeId: 'ntc_13', kind: 'extension-ended', key: '8', facts: { until: '2021-04-01T10:30:00.000Z', handedIn: true } },
  { ...toUnit, noticeId: 'ntc_14', kind: 'extension-ended', key: '8', facts: { until: '2021-04-01T17:00:00.000Z', handedIn: false } },
  {
    ...toPerson,
    noticeId: 'ntc_15',
    kind: 'extension-ended',
    key: '8',
    facts: { until: '2021-04-01T17:00:00.000Z', handedIn: false, unitName: 'Trường THPT Mẫu' },
  },
  {
    ...toUnit,
    noticeId: 'ntc_16',
    kind: 'file-refused',
    key: '8',
    facts: { uploadId: 'upl_1', rule: 'type-mismatch', seen: 'image/png', fileName: 'Báo cáo thành tích.pdf' },
  },
  {
    ...toPerson,
    planId: undefined,
    noticeId: 'ntc_17',
    kind: 'reaction-failed',
    facts: { reaction: 'plan-issued/tell-recipients', eventId: `plan#${PLAN_ID}#4`, eventName: 'plan.issued', reason: 'MalformedEvent' },
  },
  {
    ...toPerson,
    planId: undefined,
    noticeId: 'ntc_18',
    kind: 'role-transferred',
    facts: { ...handOver, by: 'Nguyễn Thị Mẫu' },
  },
  {
    ...toPerson,
    planId: undefined,
    noticeId: 'ntc_19',
    kind: 'role-transfer-cancelled',
    facts: { ...handOver, by: 'Trần Văn Thử' },
  },
]
