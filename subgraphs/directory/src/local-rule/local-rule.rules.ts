/**
 * What a council may set by its own working rules (quy chế), and within which
 * bounds: the fields of each rule, by key.
 *
 * Only what a rule set leaves to local rules and what a command really reads is
 * here; the two lists are compared by a test. Fields of a rule that are not
 * named (a base, a consequence) stay the law's.
 *
 * Bounds     a number of days that protects somebody is never set below what was
 *            read in the law or confirmed by a named clerk; a default that waits
 *            for confirmation binds nobody.
 */
export interface Titled {
  readonly vi: string;
  readonly en: string;
}
export type FieldKind = 'WHOLE' | 'SHARE' | 'FLAG' | 'CHOICE';
export type FieldUnit = 'DAYS' | 'SECONDS' | 'PERSONS';

export interface LocalField extends Titled {
  /** In the value; of a share the fields are `num` and `den`. */
  readonly name: string;
  readonly kind: FieldKind;
  readonly unit?: FieldUnit;
  readonly minimum?: number;
  readonly maximum?: number;
  /** The law's number is the least. */
  readonly notBelowLaw?: true;
  /** Of a share. */
  readonly least?: readonly [num: number, den: number];
  readonly choices?: readonly (Titled & { readonly value: string })[];
}

export interface LocalKey extends Titled {
  readonly key: string;
  readonly fields: readonly LocalField[];
}

const of = (value: string, vi: string, en: string) => ({ value, vi, en });
const days = (maximum: number, more: Partial<LocalField> = {}): LocalField => ({
  ...{ name: 'value', kind: 'WHOLE', unit: 'DAYS', vi: 'Số ngày', en: 'Days', minimum: 1, maximum },
  ...more,
});
const atLeastLaw = (maximum: number): LocalField => days(maximum, { notBelowLaw: true });
const seconds = (name: string, vi: string, en: string): LocalField => ({
  ...{ name, kind: 'WHOLE', unit: 'SECONDS', vi, en, minimum: 10, maximum: 3_600 },
});
const flag = (vi: string, en: string): LocalField => ({ name: 'value', kind: 'FLAG', vi, en });
const choice = (name: string, vi: string, en: string, choices: LocalField['choices']): LocalField => ({
  ...{ name, kind: 'CHOICE', vi, en, choices: choices! },
});
const share = (vi: string, en: string, least?: LocalField['least']): LocalField => ({
  ...{ name: 'share', kind: 'SHARE', vi, en, ...(least && { least }) },
});

const BASES = [
  of('TOTAL_DELEGATES', 'tổng số đại biểu HĐND', 'all delegates'),
  of('BALLOTS_ISSUED', 'số phiếu phát ra', 'ballots issued'),
  of('BALLOTS_COLLECTED', 'số phiếu thu về', 'ballots collected'),
  of('BALLOTS_VALID', 'số phiếu hợp lệ', 'valid ballots'),
];
const base = choice('base', 'Tính trên', 'Share of', BASES);
const FORM = [
  choice('form', 'Hình thức', 'Form', [of('SECRET', 'bỏ phiếu kín', 'secret'), of('PUBLIC', 'công khai', 'public')]),
  { ...flag('Được chọn hình thức khác từng lần', 'Another form may be chosen each time'), name: 'changeable' },
];

const LIST: readonly LocalKey[] = [
  {
    ...{ key: 'quorum.plenary', vi: 'Số đại biểu có mặt tối thiểu của phiên họp HĐND', en: 'Quorum of the plenary' },
    fields: [
      choice('mode', 'Khi chưa đủ', 'When short of it', [
        of('WARN', 'chỉ cảnh báo', 'warn only'),
        of('BLOCK', 'không mở biểu quyết', 'no vote is opened'),
      ]),
      share('Tỷ lệ có mặt trên tổng số đại biểu', 'Share of all delegates'),
    ],
  },
  {
    ...{ key: 'timer.defaults', vi: 'Thời gian phát biểu, chất vấn, trả lời', en: 'Speaking times' },
    fields: [
      seconds('speech', 'Phát biểu', 'Speech'),
      seconds('question', 'Chất vấn', 'Question'),
      seconds('answer', 'Trả lời chất vấn', 'Answer'),
    ],
  },
  {
    ...{ key: 'timer.pointOfOrder', vi: 'Thời gian nêu ý kiến về thủ tục', en: 'Time for a point of order' },
    fields: [seconds('value', 'Thời gian', 'Time')],
  },
  {
    ...{ key: 'session.questioning.broadcast', vi: 'Truyền hình trực tiếp phiên chất vấn' },
    en: 'Live broadcast of question sittings',
    fields: [flag('Truyền trực tiếp', 'Broadcast live')],
  },
  {
    ...{ key: 'session.dueSoon.days', vi: 'Nhắc trước khi đến hạn', en: 'Reminder before a step is due' },
    fields: [days(30)],
  },
  {
    ...{ key: 'poll.rounding', vi: 'Làm tròn tỷ lệ phần trăm', en: 'Rounding of percentages' },
    fields: [
      choice('value', 'Cách làm tròn', 'Rounding', [
        of('HALF_UP', 'làm tròn hai chữ số', 'half up, two decimals'),
        of('TRUNCATE', 'cắt ở hai chữ số', 'cut off after two decimals'),
      ]),
    ],
  },
  {
    ...{
      key: 'poll.lateArrivals',
      vi: 'Đại biểu đến sau khi mở biểu quyết',
      en: 'Who arrives after a vote was opened',
    },
    fields: [
      choice('value', 'Quyền biểu quyết', 'May vote', [
        of('ALLOW_UNTIL_CLOSE', 'được biểu quyết đến khi kết thúc', 'until the close'),
        of('FROZEN_AT_OPEN', 'không biểu quyết lần đó', 'not in that vote'),
      ]),
    ],
  },
  {
    ...{ key: 'report.foldNotRecordedIntoAbstain', vi: 'Đại biểu có mặt không bấm phiếu, trên biểu in' },
    en: 'Present and not recorded, on the printed sheet',
    fields: [flag('Gộp vào «không biểu quyết»', 'Folded into “abstain”')],
  },
  {
    ...{
      key: 'total.excludesSuspended',
      vi: 'Đại biểu tạm đình chỉ trong tổng số',
      en: 'Suspended delegates in the total',
    },
    fields: [flag('Không tính vào tổng số', 'Not counted')],
  },
  {
    ...{
      key: 'poll.election.threshold',
      vi: 'Mẫu số của kết quả bầu cử',
      en: 'What a result of an election is a share of',
    },
    fields: [base],
  },
  { ...{ key: 'poll.form.election', vi: 'Hình thức bầu cử', en: 'Form of elections' }, fields: FORM },
  { ...{ key: 'poll.form.removal', vi: 'Hình thức miễn nhiệm, bãi nhiệm', en: 'Form of removals' }, fields: FORM },
  {
    ...{
      key: 'poll.confidenceRating.base',
      vi: 'Lấy phiếu tín nhiệm: mẫu số của tỷ lệ',
      en: 'Confidence rating: base of the shares',
    },
    fields: [base],
  },
  {
    ...{ key: 'poll.confidenceRating.mayResign', vi: 'Lấy phiếu tín nhiệm: mẫu số của mức «quá nửa tín nhiệm thấp»' },
    en: 'Confidence rating: base of “more than half low”',
    fields: [base],
  },
  {
    ...{
      key: 'poll.confidenceRating.twoThirdsLow',
      vi: 'Lấy phiếu tín nhiệm: mẫu số của mức «hai phần ba tín nhiệm thấp»',
    },
    en: 'Confidence rating: base of “two thirds low”',
    fields: [base],
  },
  {
    ...{
      key: 'poll.confidenceVote.threshold',
      vi: 'Bỏ phiếu tín nhiệm: mẫu số của kết quả',
      en: 'Vote of confidence: base of its result',
    },
    fields: [base],
  },
  {
    ...{ key: 'poll.committee.threshold', vi: 'Biểu quyết của các Ban', en: 'Majority in the committees' },
    fields: [
      choice('kind', 'Thông qua khi', 'Adopted with', [
        of('GREATER_THAN', 'quá tỷ lệ', 'more than the share'),
        of('AT_LEAST', 'từ tỷ lệ trở lên', 'at least the share'),
      ]),
      share('Tỷ lệ trên tổng số thành viên', 'Share of all members', [1, 2]),
    ],
  },
  {
    ...{
      key: 'tallyCommittee.signatures',
      vi: 'Ban kiểm phiếu: số thành viên và chữ ký',
      en: 'Tally committee: members and signatures',
    },
    fields: [
      share('Tỷ lệ thành viên phải ký', 'Share of members that sign', [1, 2]),
      {
        ...{ name: 'minMembers', kind: 'WHOLE', unit: 'PERSONS', vi: 'Số thành viên ít nhất', en: 'Least members' },
        ...{ minimum: 2, maximum: 15 },
      },
    ],
  },
  {
    ...{ key: 'resolution.dossier.minDays', vi: 'Gửi hồ sơ dự thảo nghị quyết để thẩm tra, trước khai mạc' },
    en: 'Dossier of a draft sent for verification, before the opening',
    fields: [atLeastLaw(90)],
  },
  {
    ...{
      key: 'resolution.report.minDays',
      vi: 'Gửi báo cáo thẩm tra, trước khai mạc',
      en: 'Verification report, before the opening',
    },
    fields: [atLeastLaw(90)],
  },
  {
    ...{ key: 'resolution.comment.minDays', vi: 'Lấy ý kiến dự thảo nghị quyết quy phạm pháp luật' },
    en: 'A draft normative resolution lies open for comments',
    fields: [atLeastLaw(180)],
  },
  {
    ...{
      key: 'resolution.effective.minDays',
      vi: 'Ngày có hiệu lực sớm nhất sau khi thông qua',
      en: 'Earliest effect after adoption',
    },
    fields: [atLeastLaw(365)],
  },
  {
    ...{
      key: 'resolution.target.reportEveryDays',
      vi: 'Chu kỳ báo cáo chỉ tiêu của nghị quyết',
      en: 'How often a target is reported on',
    },
    fields: [days(366)],
  },
  ...(
    [
      ['report', 'báo cáo của người được lấy phiếu', 'report of the person'],
      ['material', 'tài liệu gửi đại biểu', 'material for delegates'],
      ['verification', 'đề nghị xác minh', 'requests for verification'],
      ['questions', 'câu hỏi gửi người được lấy phiếu', 'questions to the person'],
    ] as const
  ).map(([step, vi, en]) => ({
    ...{ key: `confidenceRating.${step}.minDays`, vi: `Lấy phiếu tín nhiệm: ${vi}, trước khai mạc` },
    en: `Confidence rating: ${en}, before the opening`,
    fields: [atLeastLaw(120)],
  })),
  {
    ...{ key: 'council.seats.max', vi: 'Số đại biểu tối đa, theo quyết định của cấp có thẩm quyền' },
    en: 'Most seats, by decision of the competent body',
    fields: [
      {
        ...{ name: 'value', kind: 'WHOLE', unit: 'PERSONS', vi: 'Số đại biểu', en: 'Delegates' },
        minimum: 15,
        maximum: 500,
      },
    ],
  },
];

export const LOCAL_KEYS: ReadonlyMap<string, LocalKey> = new Map(LIST.map((each) => [each.key, each]));

/** What a rule of the day must be to bind a council's number of days. */
export interface LawOfTheDay {
  readonly value: Readonly<Record<string, unknown>>;
  /** Read in the law, or confirmed by a named clerk. */
  readonly binding: boolean;
}

export const leastOf = (field: LocalField, law: LawOfTheDay): number => {
  const said = law.value[field.name];
  return Math.max(field.minimum ?? 0, field.notBelowLaw && law.binding && typeof said === 'number' ? said : 0);
};

/** In words, for whoever is refused. */
export function boundsOf(field: LocalField, law: LawOfTheDay): Titled {
  switch (field.kind) {
    case 'WHOLE': {
      const [a, b] = [leastOf(field, law), field.maximum ?? 0];
      return { vi: `số nguyên từ ${a} đến ${b}`, en: `a whole number from ${a} to ${b}` };
    }
    case 'SHARE': {
      const least = field.least ? field.least.join('/') : null;
      return {
        vi: `phân số như 2/3, ${least ? `từ ${least}` : 'lớn hơn 0'} đến 1`,
        en: `a fraction like 2/3, ${least ? `from ${least}` : 'above 0'} to 1`,
      };
    }
    case 'FLAG':
      return { vi: 'có hoặc không', en: 'yes or no' };
    case 'CHOICE':
      return {
        vi: field.choices!.map((c) => c.vi).join('; '),
        en: field.choices!.map((c) => c.en).join('; '),
      };
  }
}

const whole = (n: unknown): n is number => typeof n === 'number' && Number.isSafeInteger(n);

function sound(field: LocalField, law: LawOfTheDay, given: Readonly<Record<string, unknown>>): boolean {
  const said = given[field.name];
  switch (field.kind) {
    case 'WHOLE':
      return whole(said) && said >= leastOf(field, law) && said <= (field.maximum ?? 0);
    case 'FLAG':
      return typeof said === 'boolean';
    case 'CHOICE':
      return field.choices!.some(({ value }) => value === said);
    case 'SHARE': {
      const { num, den } = given;
      const [a, b] = field.least ?? [0, 1];
      return whole(num) && whole(den) && num >= 1 && den <= 100 && num <= den && num * b >= a * den;
    }
  }
}

const placesOf = (field: LocalField): readonly string[] => (field.kind === 'SHARE' ? ['num', 'den'] : [field.name]);

/** The whole value, what is not set taken from the law's; or the field that is not sound; or null where it is no value of this rule at all. */
export function valueOf(
  { fields }: LocalKey,
  law: LawOfTheDay,
  json: string,
): { readonly value: Readonly<Record<string, unknown>> } | { readonly wrong: LocalField } | null {
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch {
    return null;
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null;
  const said = given as Record<string, unknown>;
  const places = new Set(fields.flatMap(placesOf));
  if (Object.keys(said).some((name) => !places.has(name))) return null;
  const wrong = fields.find((field) => !sound(field, law, said));
  return wrong ? { wrong } : { value: { ...law.value, ...said } };
}
