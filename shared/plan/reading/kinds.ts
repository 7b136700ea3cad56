import { fold, mend } from './fold.ts'

/**
 * The kinds of work of a row, told by its verb and object. A row can be several. Order is from the act to its purpose, which is
 * also the order the kinds are listed in.
 */
const vocabulary = new Set(
  'huong dan dang trien khai hoi dong tong hop gui bao cao dieu kien chuan danh thanh thuong truong thang phong trao quyet kiem khao hanh hinh thien quyen chuong luong tuong duong phuong trong thong giang chinh kinh khoa thoi'.split(
    ' ',
  ),
)

type Rule = { readonly kind: string; readonly when: RegExp; readonly unless?: RegExp }

const quoted = /[“"«][^”"»]*[”"»]/g

const rules: readonly Rule[] = [
  { kind: 'build-plan', when: /(?:xay dung|ban hanh|lap)(?: va (?:ban hanh|trien khai))?(?: cac)? (?:ke hoach|kh)\b/, unless: /kiem tra/ },
  { kind: 'dossier-intake', when: /^(?:tiep )?nhan (?:va \S+ )?(?:cac )?ho so/ },
  {
    kind: 'dossier-supplement',
    when: /(?:bo sung|hoan chinh|hoan thien them)[^.;]*(?:ho so|minh chung)|\bgui (?:ket qua danh gia xep loai|ban sao|minh chung)/,
  },
  { kind: 'conference-midyear', when: /so ket/, unless: /^bao cao|\bgui bao cao|phong trao/ },
  {
    kind: 'conference-summary',
    when: /(?:to chuc|hoi nghi|le|du)[^.;]{0,12} tong ket(?! (?:cuoc|hoi) thi)|^tong ket (?:cong tac|nam|phong trao|thi dua)/,
    unless: /^hop/,
  },
  { kind: 'cluster-review', when: /binh xet[^.;]{0,20}(?:cum|khoi) thi dua/ },
  { kind: 'compact-signing', when: /ky (?:ket )?(?:ban )?giao uoc/ },
  {
    kind: 'award-ceremony',
    when: /hoi nghi[^.;]{0,60}(?:khen thuong|ton vinh)|trao (?:thuong|tang|bang|giay)|le (?:trao|don nhan|cong bo)|to chuc (?:trao|khen thuong)/,
    unless: /^gui|le ky niem|trao len/,
  },
  { kind: 'launch-movement', when: /phat dong/, unless: /(?:do|duoc) [^.;]* phat dong|^tong ket/ },
  { kind: 'contest-launch', when: /(?:trien khai|phat dong|to chuc|tham gia) (?:cuoc|hoi) thi/ },
  { kind: 'contest-summary', when: /tong ket (?:cuoc|hoi) thi|(?:cham|cong bo ket qua|trao giai) (?:cuoc|hoi) thi/ },
  { kind: 'contest-entry', when: /(?:gui|nop) (?:cac )?(?:bai|san pham) (?:du thi|viet)/ },
  { kind: 'propose-solutions', when: /de xuat (?:cac )?(?:giai phap|bien phap)/ },
  {
    kind: 'movement',
    when: /(?:trien khai|to chuc)(?: thuc hien)? (?:cac |cac dot )?phong trao|thuc hien (?:cac )?phong trao/,
    unless: /giai phap trien khai|phat dong|^bao cao/,
  },
  {
    kind: 'scoring-criteria',
    when: /(?:bo|he thong|cac) tieu chi(?:[^.;]*cham diem|[^.;]*thi dua|$)|(?:xay dung|hoan thien|ban hanh)[^.;]* tieu chi/,
    unless: /^bao cao|gui bao cao/,
  },
  { kind: 'cluster-consolidation', when: /(?:kien|kiem) toan/ },
  { kind: 'consolidate-dossiers', when: /tong hop (?:cac )?(?:ho so|danh sach de nghi)|tham dinh (?:cac )?ho so/ },
  { kind: 'consolidate', when: /tong hop/, unless: /tong hop (?:cac )?ho so|bao cao tong hop/ },
  { kind: 'guidance', when: /huong dan/, unless: /theo (?:su )?huong dan|tap huan/ },
  { kind: 'honorific-title-process', when: /(?:quy|qui) trinh xet (?:tang|chon)[^.;]*nha giao|(?:quy|qui) trinh[^.;]*(?:ngnd|ngut)/ },
  {
    kind: 'initiative-grading',
    when: /cham[^.;]{0,12}(?:skkn|sang kien|de tai)|xet[^.;]{0,10}(?:skkn|sang kien) cap|(?:skkn|sang kien)[^.;]{0,16}\bcham\b/,
  },
  { kind: 'ceremony-prep', when: /chuan bi[^.;]*\ble\b/ },
  { kind: 'register', when: /dang k[yi]/, unless: /du lieu|phan mem|huong dan[^.;]{0,12}dang ky/ },
  { kind: 'register', when: /tong hop (?:cac )?danh hieu thi dua|giao chi tieu thi dua/ },
  { kind: 'data-entry', when: /(?:nhap|cap nhat)[^.;]*(?:du lieu|phan mem|thong tin)/ },
  {
    kind: 'inspection',
    when: /(?:kiem tra|khao sat|giam sat)[^.;]*(?:thi dua|don vi|cong tac|truong|co so)|^(?:to chuc |tien hanh )?(?:kiem tra|giam sat)/,
    unless: /bao cao tu|tham gia[^.;]*giam sat/,
  },
  { kind: 'self-assessment-report', when: /(?:bao cao|ban) tu (?:danh gia|cham)|tu danh gia/ },
  { kind: 'scoring', when: /cham diem/, unless: /tieu chi cham|tieu chi danh gia, cham/ },
  { kind: 'report', when: /^bao cao|(?:gui|nop) bao cao/, unless: /thanh tich|tu danh gia|tu cham/ },
  {
    kind: 'exemplars',
    when: /(?:mo hinh moi|dien hinh (?:tien tien|tieu bieu))/,
    unless: /cuoc thi|mo hinh thi dua theo chu de|gui cum thi dua/,
  },
  {
    kind: 'council-meeting',
    when: /(?<!tong |phoi |phu )\bhop\b (?:[^.;]{0,20} )?(?:xet|hoi dong|binh xet)|hoi dong[^.;]*(?<!tong |phoi |phu )\bhop\b/,
  },
  {
    kind: 'propose-to-higher',
    when: /(?:de nghi|trinh)[^.;]*cap tren|(?<!tong )hop xet[^.;]{0,6}de nghi/,
    unless: /^(?!.*\bhop\b).*gui ho so/,
  },
  { kind: 'training', when: /tap huan|boi duong nghiep vu/, unless: /^tuyen truyen/ },
  { kind: 'ceremony', when: /\ble (?:ky niem|tuyen duong|mit tinh|ton vinh)/, unless: /chuan bi/ },
  { kind: 'dossier', when: /(?:gui|nop|lap|hoan thien|hoan thanh|chuan bi)[^.;]{0,16} ho so/ },
  { kind: 'initiative-recognition', when: /cong nhan[^.;]*(?:sang kien|de tai|skkn)/ },
  { kind: 'submit-to-council', when: /tong hop[^.;]*trinh (?:hoi dong|hd)|^trinh hoi dong/ },
  {
    kind: 'submit-to-higher',
    when: /^trinh|hop xet,? trinh|ho so trinh|xet trinh|\btrinh (?:ubnd|thanh pho|bo|chu tich|thu tuong|cap tren)/,
    unless: /tong hop[^.;]*trinh|quy trinh|qui trinh|^trinh hoi dong/,
  },
  { kind: 'model-evaluation', when: /danh gia[^.;]*mo hinh/ },
  { kind: 'propose-award', when: /de nghi khen thuong/, unless: /hop xet|ho so/ },
]

export function kindsOf(content: string): string[] {
  const plain = mend(fold(content.replace(quoted, (q) => ' '.repeat(q.length))), vocabulary)
    .replace(/\s+/g, ' ')
    .trim()
  const kinds: string[] = []
  for (const { kind, when, unless } of rules) if (!kinds.includes(kind) && when.test(plain) && !unless?.test(plain)) kinds.push(kind)
  return kinds
}
