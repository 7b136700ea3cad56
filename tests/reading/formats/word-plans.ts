import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  LevelFormat,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
  WidthType,
} from 'docx'

/** Plans set in Word as offices set them, for `corpus/word/*.gold`: what only Word has, and a text of them could not show. */
type Cell = string | readonly string[] | { readonly text: string; readonly span?: number; readonly down?: 'restart' | 'continue' }

const down = { restart: VerticalMergeType.RESTART, continue: VerticalMergeType.CONTINUE } as const

/** A cell of several paragraphs, or one merged to the right or downwards. */
function cellOf(cell: Cell): TableCell {
  if (typeof cell === 'string') return new TableCell({ children: [new Paragraph(cell)] })
  if ('text' in cell)
    return new TableCell({
      children: [new Paragraph(cell.text)],
      ...(cell.span === undefined ? {} : { columnSpan: cell.span }),
      ...(cell.down === undefined ? {} : { verticalMerge: down[cell.down] }),
    })
  return new TableCell({ children: cell.map((text) => new Paragraph(text)) })
}

const ruled = (rows: readonly (readonly Cell[])[]) =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map((cells) => new TableRow({ children: cells.map(cellOf) })),
  })

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }

const sideBySide = (left: readonly string[], right: readonly string[]) =>
  new Table({
    borders: { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none },
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [new TableRow({ children: [cellOf(left), cellOf(right)] })],
  })

const centred = (...lines: readonly string[]) =>
  lines.map((text) => new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, bold: true })] }))

const plain = (text: string) => new Paragraph(text)
const numbered = (level: 0 | 1 | 2, text: string) => new Paragraph({ text, numbering: { reference: 'outline', level } })
const dotted = (level: 0 | 1, text: string) => new Paragraph({ text, numbering: { reference: 'bullets', level } })
const counted = () => new TableCell({ children: [new Paragraph({ text: '', numbering: { reference: 'rows', level: 0 } })] })

const numbering = {
  config: [
    {
      reference: 'outline',
      levels: [
        { level: 0, format: LevelFormat.UPPER_ROMAN, text: '%1.', alignment: AlignmentType.LEFT },
        { level: 1, format: LevelFormat.DECIMAL, text: '%2.', alignment: AlignmentType.LEFT },
        { level: 2, format: LevelFormat.LOWER_LETTER, text: '%3)', alignment: AlignmentType.LEFT },
      ],
    },
    {
      reference: 'bullets',
      levels: [
        { level: 0, format: LevelFormat.BULLET, text: '-', alignment: AlignmentType.LEFT },
        { level: 1, format: LevelFormat.BULLET, text: '+', alignment: AlignmentType.LEFT },
      ],
    },
    { reference: 'rows', levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1', alignment: AlignmentType.CENTER }] },
  ],
}

const packed = async (...sections: readonly (readonly FileChild[])[]) =>
  new Uint8Array(
    await Packer.toBuffer(
      new Document({
        numbering,
        sections: sections.map((children, i) => ({
          children,
          ...(i === 0 ? {} : { properties: { page: { size: { orientation: PageOrientation.LANDSCAPE } } } }),
        })),
      }),
    ),
  )

/** An appendix on pages laid across: a heading of two rows, groups over the whole row, counted rows, executors merged and in paragraphs. */
const departmentOfScience = () => {
  const row = (...cells: readonly Cell[]) => new TableRow({ children: [counted(), ...cells.map(cellOf)] })
  const group = (text: string) => new TableRow({ children: [cellOf({ text, span: 6 })] })
  const heading = [
    new TableRow({
      tableHeader: true,
      children: [
        cellOf({ text: 'STT', down: 'restart' }),
        cellOf({ text: 'Nội dung', down: 'restart' }),
        cellOf({ text: 'Phân công thực hiện', span: 2 }),
        cellOf({ text: 'Thời gian', span: 2 }),
      ],
    }),
    new TableRow({
      tableHeader: true,
      children: [
        cellOf({ text: '', down: 'continue' }),
        cellOf({ text: '', down: 'continue' }),
        cellOf('Chủ trì'),
        cellOf('Phối hợp'),
        cellOf('Bắt đầu'),
        cellOf('Hoàn thành'),
      ],
    }),
  ]
  const table = (rows: TableRow[]) => new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [...heading, ...rows] })
  return packed(
    [
      sideBySide(
        ['UBND TỈNH HƯNG LÃNG', 'SỞ KHOA HỌC VÀ CÔNG NGHỆ', 'Số: 471/KH-SKHCN'],
        ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Hưng Lãng, ngày 12 tháng 3 năm 2026'],
      ),
      ...centred('KẾ HOẠCH', 'Công tác thi đua, khen thưởng năm 2026', 'của Sở Khoa học và Công nghệ'),
      plain(
        'Căn cứ Kế hoạch số 61/KH-UBND ngày 02/3/2026 của UBND tỉnh Hưng Lãng về công tác thi đua, khen thưởng năm 2026, Sở Khoa học và Công nghệ xây dựng Kế hoạch như sau:',
      ),
      numbered(0, 'MỤC ĐÍCH, YÊU CẦU'),
      numbered(1, 'Gắn thi đua với nhiệm vụ chuyển đổi số của ngành.'),
      numbered(1, 'Bảo đảm khách quan, đúng quy định.'),
      numbered(0, 'NỘI DUNG'),
      plain('Chi tiết tại Phụ lục kèm theo.'),
      numbered(0, 'TỔ CHỨC THỰC HIỆN'),
      numbered(1, 'Các phòng, đơn vị trực thuộc Sở'),
      numbered(2, 'Gửi bản đăng ký thi đua về Văn phòng Sở trước ngày 27/3/2026.'),
      numbered(2, 'Báo cáo kết quả thực hiện về Văn phòng Sở chậm nhất ngày 20/11/2026.'),
      numbered(1, 'Văn phòng Sở'),
      numbered(2, 'Tổng hợp, báo cáo Giám đốc Sở trước ngày 30/11/2026.'),
      sideBySide(
        [
          'Nơi nhận:',
          '- UBND tỉnh (để b/c);',
          '- Sở Nội vụ;',
          '- Lãnh đạo Sở;',
          '- Các phòng, đơn vị trực thuộc (để t/h);',
          '- Trang thông tin điện tử Sở;',
          '- Lưu: VT, VP.',
        ],
        ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', '', '', 'Nhữ Thị Ánh Dương'],
      ),
    ],
    [
      ...centred('PHỤ LỤC', 'DANH MỤC NHIỆM VỤ THI ĐUA, KHEN THƯỞNG NĂM 2026'),
      plain('(Kèm theo Kế hoạch số 471/KH-SKHCN ngày 12/3/2026 của Sở Khoa học và Công nghệ)'),
      table([
        group('I. TỔ CHỨC PHONG TRÀO'),
        row(
          'Phát động phong trào thi đua “Mỗi công chức một sáng kiến số”',
          { text: 'Văn phòng Sở', down: 'restart' },
          'Công đoàn Sở',
          '16/3/2026',
          '20/3/2026',
        ),
        row('Tổ chức ký giao ước thi đua', { text: '', down: 'continue' }, ['- Các phòng;', '- Các đơn vị trực thuộc.'], '', '31/3/2026'),
        row(
          'Hội thi tin học cán bộ, công chức trẻ',
          ['- Trung tâm Chuyển đổi số', '- Đoàn Thanh niên Sở'],
          'Văn phòng Sở',
          'Tháng 5/2026',
          'Trước 15/6/2026',
        ),
      ]),
      new Paragraph({ pageBreakBefore: true, text: '' }),
      table([
        group('II. XÉT KHEN THƯỞNG'),
        row(
          'Các phòng, đơn vị nộp hồ sơ đề nghị công nhận sáng kiến',
          'Các phòng, đơn vị trực thuộc',
          'Phòng Quản lý khoa học',
          '01/9/2026',
          '15/9/2026',
        ),
        row(
          'Họp Hội đồng Sáng kiến Sở',
          'Hội đồng Sáng kiến',
          { text: 'Phòng Quản lý khoa học', down: 'restart' },
          '',
          'Tuần 4 tháng 9/2026',
        ),
        row('Trình UBND tỉnh công nhận sáng kiến cấp tỉnh', 'Văn phòng Sở', { text: '', down: 'continue' }, '', 'Quý IV/2026'),
      ]),
    ],
  )
}

/** Months merged over the works of each, several persons and several works in a cell. */
const kindergarten = () =>
  packed([
    sideBySide(
      ['UBND PHƯỜNG ĐÔNG XÁ', 'TRƯỜNG MẦM NON HOA SÚNG', 'Số: 52/KH-MNHS'],
      ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Đông Xá, ngày 15 tháng 9 năm 2025'],
    ),
    ...centred('KẾ HOẠCH', 'Công tác thi đua, khen thưởng năm học 2025-2026'),
    plain(
      'Căn cứ Thông tư số 29/2023/TT-BGDĐT ngày 29/12/2023 của Bộ Giáo dục và Đào tạo; Trường Mầm non Hoa Súng xây dựng kế hoạch như sau:',
    ),
    plain('I. MỤC TIÊU'),
    dotted(0, '100% giáo viên đăng ký thi đua.'),
    plain('II. KẾ HOẠCH TỪNG THÁNG'),
    ruled([
      ['Tháng', 'Nội dung công việc', 'Người thực hiện', 'Thời hạn'],
      [{ text: 'Tháng 9/2025', down: 'restart' }, 'Kiện toàn Hội đồng thi đua, khen thưởng', 'Hiệu trưởng', 'Trước ngày 20'],
      [{ text: '', down: 'continue' }, 'Đăng ký danh hiệu thi đua', ['Tổ trưởng các tổ;', 'Văn phòng'], 'Trước ngày 30'],
      [{ text: 'Tháng 11/2025', down: 'restart' }, 'Hội giảng chào mừng ngày 20/11', 'Tổ chuyên môn', 'Từ ngày 03 đến ngày 14'],
      [{ text: '', down: 'continue' }, 'Sơ kết thi đua đợt 1', 'Phó Hiệu trưởng', 'Ngày 19'],
      [{ text: 'Tháng 4/2026', down: 'restart' }, 'Nộp sáng kiến kinh nghiệm', 'Giáo viên đăng ký', 'Chậm nhất ngày 10'],
      [
        { text: '', down: 'continue' },
        ['Chấm sáng kiến cấp trường;', 'hoàn thiện hồ sơ nộp UBND phường'],
        'Hội đồng Sáng kiến',
        'Trước ngày 25',
      ],
      ['Tháng 5/2026', 'Bình xét thi đua cuối năm', 'Hội đồng thi đua', ''],
    ]),
    plain('III. TỔ CHỨC THỰC HIỆN'),
    dotted(0, 'Các tổ trưởng:'),
    dotted(1, 'Nộp biên bản họp tổ về Phó Hiệu trưởng trước ngày 15/5/2026.'),
    dotted(1, 'Chấm điểm thi đua hằng tháng của giáo viên trong tổ.'),
    dotted(0, 'Văn thư lưu giữ hồ sơ thi đua.'),
    sideBySide(['Nơi nhận:', '- UBND phường (b/c);', '- Các tổ (t/h);', '- Lưu: VT.'], ['HIỆU TRƯỞNG', '', '', 'Lương Thị Quế']),
  ])

export const wordPlans = { 'so-khoa-hoc-2026': departmentOfScience, 'mam-non-2025': kindergarten } as const
