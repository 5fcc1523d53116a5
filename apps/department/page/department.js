/**
 * A department's own page, in plain JavaScript: what it has let fall due, and
 * the sitting that is under way, as it goes.
 *
 * Takes     ?body=<public body>&sitting=<sitting>&lang=vi|en
 * Needs     the documents of department.graphql registered; their ids are here
 * Elsewhere what the client promises: client/README.md
 */
import { createClient } from '/department/client.js';

/** As `nghitruong documents add department.graphql` prints them. */
const documents = {
  overdue: { name: 'DepartmentOverdue', id: 'sha256:1d3066303369118fa74f48cf6b381ffb689b95e59d456d0bd11c7630b3af5dbd' },
  sitting: { name: 'DepartmentSitting', id: 'sha256:c62cab8241c545d034482cc3a8ea5583836e979af21ff36e462ab27602011a92' },
  chamber: { name: 'DepartmentChamber', id: 'sha256:bbbd42b4b7c230118337fc19fea2035e107d51a934fcaeb8f68cbea4172a8981' },
  chamberNow: {
    name: 'DepartmentChamberNow',
    id: 'sha256:caed54d249ae63059b38bf0d637c289b94ec83d4870d5f9886eec29a28bb65ce',
  },
};

const words = {
  vi: {
    other: 'English',
    overdue: (n) => (n === 0 ? 'Không có việc quá hạn' : `Quá hạn: ${n} việc`),
    again: 'Xem lại',
    late: (day, days) => `Hạn ${day}, quá\u00a0${days}\u00a0ngày`,
    unknown: 'Không có cơ quan này. Hãy kiểm tra địa chỉ.',
    sitting: 'Phiên họp đang theo dõi',
    none: 'Chưa có phiên họp nào để theo dõi.',
    waiting: 'Đang kết nối với hội trường …',
    present: (present, total) => `Có mặt ${present} trên ${total} đại biểu`,
    item: 'Đang bàn',
    turnout: (recorded, present) => `Đã biểu quyết ${recorded} trên ${present}`,
    age: (seconds) => `Chưa có tin mới từ ${seconds} giây trước. Trang tự kết nối lại.`,
    illustrative: 'Dữ liệu minh họa',
    kind: {
      Petition: 'Kiến nghị của cử tri',
      Recommendation: 'Kiến nghị sau giám sát',
      Commitment: 'Lời hứa khi trả lời chất vấn',
      DxTask: 'Nhiệm vụ chuyển đổi số',
      ResolutionTarget: 'Chỉ tiêu của nghị quyết',
    },
    state: { PLANNED: 'Chưa khai mạc', OPEN: 'Đang họp', BREAK: 'Đang nghỉ giải lao', ENDED: 'Đã bế mạc' },
    poll: {
      READY: 'Chuẩn bị biểu quyết',
      OPEN: 'Đang biểu quyết',
      PAUSED: 'Tạm dừng biểu quyết',
      CLOSING: 'Sắp kết thúc biểu quyết',
      CLOSED: 'Đã kết thúc biểu quyết',
      CERTIFIED: 'Đã kết thúc biểu quyết',
      PUBLISHED: 'Đã công bố kết quả',
      CANCELLED: 'Cuộc biểu quyết đã hủy',
      ANNULLED: 'Kết quả đã bị hủy',
    },
    outcome: { ADOPTED: 'Được thông qua', REJECTED: 'Không được thông qua' },
  },
  en: {
    other: 'Tiếng Việt',
    overdue: (n) => (n === 0 ? 'Nothing is overdue' : `Overdue: ${n}`),
    again: 'Look again',
    late: (day, days) => `Due ${day}, ${days}\u00a0day${days === 1 ? '' : 's'} late`,
    unknown: 'There is no such body. Check the address.',
    sitting: 'The sitting that is followed',
    none: 'There is no sitting to follow yet.',
    waiting: 'Connecting to the chamber …',
    present: (present, total) => `${present} of ${total} delegates present`,
    item: 'Under discussion',
    turnout: (recorded, present) => `${recorded} of ${present} have voted`,
    age: (seconds) => `Nothing new for ${seconds} seconds. The page reconnects by itself.`,
    illustrative: 'Illustrative data',
    kind: {
      Petition: 'Petition of voters',
      Recommendation: 'Recommendation of a supervision',
      Commitment: 'Promise in an answer to a question',
      DxTask: 'Digital-transformation task',
      ResolutionTarget: 'Target of a resolution',
    },
    state: { PLANNED: 'Not opened yet', OPEN: 'In session', BREAK: 'In recess', ENDED: 'Closed' },
    poll: {
      READY: 'A vote is being prepared',
      OPEN: 'A vote is open',
      PAUSED: 'The vote is paused',
      CLOSING: 'The vote is about to close',
      CLOSED: 'The vote is closed',
      CERTIFIED: 'The vote is closed',
      PUBLISHED: 'The result is published',
      CANCELLED: 'The vote was cancelled',
      ANNULLED: 'The result was annulled',
    },
    outcome: { ADOPTED: 'Adopted', REJECTED: 'Not adopted' },
  },
};

const asked = new URLSearchParams(location.search);
const body = asked.get('body') ?? 'so-tai-chinh';
let language = asked.get('lang') === 'en' ? 'en' : 'vi';
const say = () => words[language];
const client = createClient();
const element = (id) => document.getElementById(id);

/** What is shown now; drawn anew as a whole, so that nothing on the page can disagree. */
const shown = { duties: null, name: '', illustrative: false, fault: null, sitting: undefined, live: null };

async function lookUp() {
  const { data, faults } = await client.query(documents.overdue, { body });
  // A part that is down leaves its list empty and says so; what came is shown.
  shown.fault = faults[0] ?? null;
  if (data) {
    const found = data.publicBody;
    if (!found) shown.fault = { vi: words.vi.unknown, en: words.en.unknown };
    shown.name = found?.name ?? '';
    shown.illustrative = found?.illustrative ?? false;
    shown.duties = ['petitions', 'recommendations', 'commitments', 'dxTasks', 'resolutionTargets']
      .flatMap((list) => found?.[list] ?? [])
      .filter((duty) => duty.dueState === 'OVERDUE')
      .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  }
  draw();
}

async function follow() {
  const sittingId =
    asked.get('sitting') ?? (await client.query(documents.sitting, {})).data?.demonstration?.sittingId ?? null;
  shown.sitting = sittingId;
  draw();
  if (!sittingId) return;
  const chamber = client.follow({
    sittingId,
    live: documents.chamber,
    now: documents.chamberNow,
    ofLive: (data) => data.chamber,
    ofNow: (data) => data.chamberNow,
  });
  chamber.onChange((state) => {
    shown.live = state;
    draw();
  });
}

function draw() {
  const t = say();
  document.documentElement.lang = language;
  text('language', t.other).lang = language === 'vi' ? 'en' : 'vi';
  if (shown.name) document.title = text('name', shown.name).textContent;
  text('fault', shown.fault?.[language] ?? '');
  text('again', t.again);
  text('overdue-title', shown.duties ? t.overdue(shown.duties.length) : '…');
  element('overdue').replaceChildren(...(shown.duties ?? []).map(duty));
  text('sitting-title', t.sitting);
  const { live } = shown;
  const view = live?.view;
  element('sitting').replaceChildren(...lines(view));
  const silent = live && (live.connection === 'LATE' || live.connection === 'LOST');
  text('age', live?.denied?.said?.[language] ?? (silent ? t.age(Math.floor(live.silentMs / 1000)) : ''));
  text('illustrative', shown.illustrative || view?.illustrative ? t.illustrative : '');
}

function duty({ __typename, title, dueOn }) {
  const t = say();
  const item = document.createElement('li');
  const [year, month, day] = dueOn.split('-');
  const days = Math.floor((Date.now() - Date.parse(`${dueOn}T00:00:00+07:00`)) / 86_400_000);
  item.append(
    line('span', t.kind[__typename] ?? '', 'soft'),
    line('b', title),
    line('span', t.late(`${day}/${month}/${year}`, days), 'late'),
  );
  return item;
}

function lines(view) {
  const t = say();
  if (!view) return [line('p', shown.sitting === null ? t.none : t.waiting, 'soft')];
  const { councilName, sittingName, sittingState, attendance, item, poll } = view;
  const said = [
    line('p', `${councilName} · ${sittingName}`, 'soft'),
    line('p', `${t.state[sittingState]}. ${t.present(attendance.present, attendance.total)}`),
  ];
  if (item) said.push(line('p', `${t.item}: ${item.title}`));
  if (poll && t.poll[poll.state]) {
    said.push(line('p', poll.title), line('p', t.poll[poll.state]));
    if (poll.result) said.push(line('p', t.outcome[poll.result.outcome] ?? ''));
    else if (poll.turnout) said.push(line('p', t.turnout(poll.turnout.recorded, poll.turnout.present)));
  }
  return said;
}

function line(tag, words, kind = '') {
  const made = document.createElement(tag);
  made.textContent = words;
  made.className = kind;
  return made;
}

/** Text only, never markup: titles are other people's words. Written only when it differs, so that a reader is not read it again. */
function text(id, words) {
  const at = element(id);
  if (at.textContent !== words) at.textContent = words;
  at.hidden = words === '';
  return at;
}

element('language').addEventListener('click', () => {
  language = language === 'vi' ? 'en' : 'vi';
  draw();
});
element('again').addEventListener('click', lookUp);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void lookUp();
});
draw();
void lookUp();
void follow();
