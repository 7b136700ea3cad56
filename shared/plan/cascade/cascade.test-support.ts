/** A small tree of plans for tests: a Sở, a district office below it, and a school below that. All made up. */
import type { ReadDocument } from '../../../events/plan-document.ts'
import type { Unit, UnitId } from '../../directory/model.ts'
import { type Directory, directoryOf } from '../../directory/snapshot.ts'
import { command, streamOf } from '../../log/command.ts'
import { isRefusal } from '../../log/refusal.ts'
import type { CommandContext, EventStore } from '../../ports.ts'
import { type PlanCommand, planAggregate } from '../aggregate.ts'
import { draftOf } from '../draft/draft.ts'
import type { AnyPlan, PlanState } from '../plan.ts'
import { readPlan } from '../reading/index.ts'
import { withParents } from './link.ts'

export const SO: UnitId = 'unt_so-gddt-ha-noi'
export const PGD: UnitId = 'unt_pgd-mau'
export const OTHER_PGD: UnitId = 'unt_pgd-khac'
export const SCHOOL: UnitId = 'unt_th-mau'

const unit = (id: UnitId, name: string, type: Unit['type'], parent?: UnitId, area?: string): Unit => ({
  ...{ id, name, type, parent, area, shortNames: [], contacts: [{ email: `${id.slice(4)}@thidua.test` }], validFrom: '2008-08-01' },
})

export function cascadeDirectory(): Directory {
  return directoryOf(
    [
      unit(SO, 'Sở Giáo dục và Đào tạo Hà Nội', 'so', undefined, 'thành phố Hà Nội'),
      unit(PGD, 'Phòng Giáo dục và Đào tạo quận Mẫu', 'pgd', SO, 'quận Mẫu'),
      unit(OTHER_PGD, 'Phòng Giáo dục và Đào tạo quận Khác', 'pgd', SO, 'quận Khác'),
      { ...unit(SCHOOL, 'Trường Tiểu học Mẫu', 'school', PGD), levels: ['th'] },
    ],
    [],
    [],
  )
}

export const SO_TEXT = `SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ NỘI
Số: 21/KH-SGDĐT
Hà Nội, ngày 18 tháng 01 năm 2021
KẾ HOẠCH
Công tác thi đua, khen thưởng ngành Giáo dục và Đào tạo năm 2021

Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ;

Nơi nhận:
- Phòng GDĐT các quận, huyện, thị xã;
- Lưu: VT.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Nguyễn Thị Mẫu

PHỤ LỤC
Tiến độ
(Kèm theo Kế hoạch số 21/KH-SGDĐT ngày 18/01/2021 của Sở GDĐT Hà Nội)
TT\tNội dung nhiệm vụ\tĐơn vị thực hiện\tĐơn vị phối hợp\tThời gian hoàn thành
1.\tXây dựng kế hoạch công tác thi đua, khen thưởng năm 2021\tCác phòng GDĐT các quận, huyện, thị xã\t\tTrước ngày 05/02/2021
2.\tGửi hồ sơ đề nghị tặng Kỷ niệm chương năm 2021\tCác phòng GDĐT các quận, huyện, thị xã\t\tTrước ngày 26/3/2021
`

export const childText = ({
  basis = 'Kế hoạch số 21/KH-SGD&ĐT ngày 18/01/2021 của Sở Giáo dục và Đào tạo Hà Nội',
  dossiers = '15/3/2021',
  day = '28',
} = {}) => `UBND QUẬN MẪU
PHÒNG GIÁO DỤC VÀ ĐÀO TẠO
Số: 05/KH-PGDĐT
Mẫu, ngày ${day} tháng 01 năm 2021
KẾ HOẠCH
Công tác thi đua, khen thưởng ngành Giáo dục và Đào tạo quận Mẫu năm 2021

Căn cứ ${basis};

Nơi nhận:
- Các trường mầm non, tiểu học, THCS trong quận;
- Lưu: VT.

TRƯỞNG PHÒNG
Trần Văn Mẫu

PHỤ LỤC
Tiến độ
(Kèm theo Kế hoạch số 05/KH-PGDĐT ngày ${day}/01/2021 của Phòng GDĐT quận Mẫu)
TT\tNội dung nhiệm vụ\tĐơn vị thực hiện\tĐơn vị phối hợp\tThời gian hoàn thành
1.\tXây dựng kế hoạch công tác thi đua năm 2021\tCác trường tiểu học\t\tTrước ngày 10/02/2021
2.\tGửi hồ sơ đề nghị tặng Kỷ niệm chương năm 2021\tCác trường tiểu học\t\tTrước ngày ${dossiers}
`

export interface Papers {
  readonly store: EventStore
  readonly directory: Directory
  /** The instant at which it is drafted and issued. */
  readonly at: string
}

export async function draft({ store, directory, at }: Papers, planId: string, issuerUnit: string, text: string): Promise<PlanState> {
  const file = { fileName: 'ke-hoach.txt', sha256: '0'.repeat(64) }
  const of = { planId, issuerUnit }
  const uploadId = `upl_${planId}`
  const offer = { ...of, ...file, uploadId, bytes: text.length, objectKey: `quarantine/plans/${planId}/${uploadId}`, expiresAt: at }
  await change(store, planId, at, { type: 'offer-document', offer })
  const about = { ...of, fileName: file.fileName, sourceSha256: file.sha256 }
  const read = draftOf({ text, format: 'text', fromOcr: false }, readPlan(text), about)
  if (isRefusal(read)) throw new Error(read.code)
  const document: ReadDocument = { uploadId, objectKey: 'plans/original', sourceKey: 'plans/source.json', format: 'text', fromOcr: false }
  const plan = { ...(await withParents(read.draft, store, directory, at.slice(0, 10))), document }
  return order(store, planId, at, { type: 'draft', plan })
}

/** Drafted, every finding accepted, issued. */
export async function issue(papers: Papers, planId: string, issuerUnit: string, text: string): Promise<PlanState> {
  const drafted = await draft(papers, planId, issuerUnit, text)
  const open = drafted.findings.filter((finding) => finding.severity !== 'info')
  const resolutions = open.map(({ findingId }) => ({ findingId, decision: 'accepted' as const, reason: 'Đã xem' }))
  if (resolutions.length > 0) await order(papers.store, planId, papers.at, { type: 'resolve-findings', resolutions })
  return order(papers.store, planId, papers.at, { type: 'issue' })
}

export async function order(store: EventStore, planId: string, at: string, given: PlanCommand): Promise<PlanState> {
  const plan = await change(store, planId, at, given)
  if (plan.status === 'reading') throw new Error(`${given.type}: it is still being read`)
  return plan
}

async function change(store: EventStore, planId: string, at: string, given: PlanCommand): Promise<AnyPlan> {
  const context: CommandContext = { at, actor: { person: 'per_can-bo' }, correlationId: 'test', causationId: streamOf('plan', planId) }
  const done = await command(store, planAggregate, planId, given, context)
  if (isRefusal(done)) throw new Error(`${given.type}: ${done.code}`)
  return done.state
}
