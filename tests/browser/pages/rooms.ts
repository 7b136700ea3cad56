/**
 * Every route of the portal with whoever looks at it and how one knows that it is there. A route without a line here fails the walk, so
 * that no page goes without its states, its pictures and axe.
 */
import type { Page } from 'playwright-core'
import type { Stage } from './stage.ts'

export interface Room {
  /** As `web/src/portal.tsx` and `web/src/public/public-portal.tsx` write it. */
  readonly route: string
  readonly who: 'officer' | 'clerk' | 'stranger'
  /** Absent where there is nothing to look at: it leads to another page. */
  readonly path?: (stage: Stage) => string
  readonly ready?: (page: Page) => ReturnType<Page['locator']>
  /** Asks nothing of the API, and has neither a slow nor a failed state. */
  readonly isStill?: true
  /** Taken to meetings and kept in folders. */
  readonly isPrinted?: true
}

const heading = (name: string | RegExp) => (page: Page) => page.getByRole('heading', { name }).first()
const plan = (rest: string) => (stage: Stage) => `/ke-hoach/${stage.planId}${rest}`
const officer = { who: 'officer' } as const
const clerk = { who: 'clerk' } as const
const stranger = { who: 'stranger' } as const

export const rooms: readonly Room[] = [
  { route: '/', ...officer },
  { route: '/viec', ...clerk, path: () => '/viec', ready: heading('Cần làm'), isPrinted: true },
  {
    route: '/viec/:planId/:task/:unit',
    ...clerk,
    path: ({ planId, ownUnit }) => `/viec/${planId}/1/${ownUnit}`,
    ready: heading('Danh sách đăng ký'),
    isPrinted: true,
  },
  {
    route: '/thong-bao/:noticeId',
    ...clerk,
    path: ({ noticeId }) => `/thong-bao/${noticeId}`,
    ready: (page) => page.getByRole('button', { name: 'Xác nhận đã nhận' }),
  },
  { route: '/ke-hoach', ...clerk, path: () => '/ke-hoach', ready: heading(/^Tổ chức công tác/) },
  { route: '/ke-hoach/moi', ...officer, path: () => '/ke-hoach/moi', ready: heading('Kế hoạch mới'), isStill: true },
  { route: '/ke-hoach/:planId', ...officer, path: plan(''), ready: heading(/^Nhiệm vụ \(/), isPrinted: true },
  {
    route: '/ke-hoach/:planId/theo-doi',
    ...officer,
    path: plan('/theo-doi'),
    isPrinted: true,
    ready: (page) => page.getByRole('progressbar').first(),
  },
  { route: '/ke-hoach/:planId/nhiem-vu/:task', ...officer, path: plan('/nhiem-vu/1'), ready: heading(/^Chưa nộp/), isPrinted: true },
  {
    route: '/ke-hoach/:planId/bang',
    ...officer,
    path: plan('/bang'),
    ready: (page) => page.getByRole('table').getByRole('rowheader').first(),
  },
  { route: '/ke-hoach/:planId/cap-duoi', ...officer, path: plan('/cap-duoi'), ready: (page) => page.locator('main h2').first() },
  {
    route: '/ke-hoach/:planId/dieu-chinh',
    ...officer,
    path: plan('/dieu-chinh'),
    ready: (page) => page.getByRole('button', { name: 'Bắt đầu sửa' }),
  },
  { route: '/ke-hoach/:planId/thu', ...officer, path: plan('/thu'), ready: (page) => page.getByRole('table').first() },
  { route: '/thu', ...clerk, path: () => '/thu', ready: heading('Chưa xác nhận (1)') },
  { route: '/don-vi', ...clerk, path: () => '/don-vi', ready: heading('Người phụ trách') },
  { route: '/don-vi/:unit', ...officer, path: ({ ownUnit }) => `/don-vi/${ownUnit}`, ready: heading('Người phụ trách') },
  { route: '/tong-quan', ...officer, path: () => '/tong-quan', ready: (page) => page.getByRole('progressbar').first(), isPrinted: true },
  {
    route: '/tong-quan/:unit',
    ...officer,
    path: ({ ownUnit }) => `/tong-quan/${ownUnit}`,
    ready: (page) => page.locator('main h2').first(),
  },
  { route: '/lich', ...clerk, path: () => '/lich', ready: (page) => page.getByText('Chưa có địa chỉ lịch.').first() },
  { route: '/danh-ba', ...officer, path: () => '/danh-ba', ready: (page) => page.getByRole('table').first() },
  {
    route: '/danh-ba/nhan-tin',
    ...officer,
    path: () => '/danh-ba/nhan-tin',
    ready: (page) => page.getByText('Chưa có hệ thống nào nhận tin.'),
  },
  { route: '/danh-ba/nhap', ...officer, path: () => '/danh-ba/nhap', ready: heading('Nhập danh bạ'), isStill: true },
  {
    route: '/tim-kiem',
    ...officer,
    path: () => '/tim-kiem?q=dang%20ky',
    ready: heading(/^Nhiệm vụ \(/),
  },
  {
    route: '/nhat-ky/:kind/:id',
    ...officer,
    path: ({ planId }) => `/nhat-ky/plan/${planId}`,
    ready: (page) => page.getByText('Nhật ký còn nguyên vẹn'),
  },
  { route: '/cong-khai', ...stranger, path: () => '/cong-khai', ready: (page) => page.getByRole('heading', { level: 2 }).first() },
  { route: '/cong-khai/:planId', ...stranger, path: ({ planId }) => `/cong-khai/${planId}`, ready: heading(/^Nhiệm vụ \(/) },
]
