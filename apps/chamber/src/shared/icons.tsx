/** The pages' own signs, drawn so that each is told apart without colour. All are decoration: the word stands beside them. */
import type { ComponentChildren } from 'preact';

const check = <path d="M4.500 12.800l5 5L20 6.500" stroke-width="3" />;

const drawings = {
  online: (
    <path d="M2.500 9a14 14 0 0119 0M5.800 12.500a9.200 9.200 0 0112.400 0M9 16a4.600 4.600 0 016 0M12 19.500h.01" />
  ),
  offline: <path d="M4 4l16 16M8.500 12.500a5 5 0 015-1M5 9a11 11 0 014-2.300M12 6a11 11 0 017 3M12 18h.01" />,
  text: <path d="M3 19l4.500-12L12 19M4.600 15h5.800M14.500 19l3-8 3 8M15.600 16.300h3.800" />,
  person: (
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M4.500 20.500c1-4 4-5.500 7.500-5.500s6.500 1.500 7.500 5.500" />
    </>
  ),
  qr: (
    <path d="M3.500 3.500h6v6h-6zM14.500 3.500h6v6h-6zM3.500 14.500h6v6h-6zM14.500 14.500h2.500v2.500h-2.500zM20.500 14.500v.01M20.500 20.500h-3v-1M14.500 20.500v.01" />
  ),
  check,
  document: <path d="M6 2.500h8l4.500 4.500v14.500H6zM13.500 2.500v5h5M9 12.500h6M9 16.500h6" />,
  microphone: (
    <>
      <rect x="9" y="2.500" width="6" height="11.500" rx="3" />
      <path d="M5.500 11.500a6.500 6.500 0 0013 0M12 18v3.500" />
    </>
  ),
  bell: <path d="M6 16v-5a6 6 0 0112 0v5l1.500 2h-15zM10 21h4" />,
  scales: <path d="M12 4v16M7 20h10M5 7h14M5 7l-3 6.500h6zM19 7l-3 6.500h6z" />,
  ballot: <path d="M3.500 13.500h17v7h-17zM8 13.500V4h8v9.500M10 8.200l1.600 1.600L14.400 7" />,
  for: (
    <>
      <circle cx="12" cy="12" r="10" fill="currentColor" stroke="none" />
      <path d="M7.200 12.400l3.300 3.300 6.300-7" stroke="var(--icut)" stroke-width="2.600" />
    </>
  ),
  against: (
    <>
      <rect x="2.500" y="2.500" width="19" height="19" rx="3.500" fill="currentColor" stroke="none" />
      <path d="M8 8l8 8M16 8l-8 8" stroke="var(--icut)" stroke-width="2.600" />
    </>
  ),
  abstain: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M7.500 12h9" stroke-width="2.600" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="9.500" />
      <path d="M12 6.500V12l3.800 2.300" />
    </>
  ),
  recorded: (
    <>
      <circle cx="12" cy="12" r="10" stroke-width="2" />
      <path d="M7 12.400l3.400 3.400 6.600-7.200" stroke-width="2.600" />
    </>
  ),
  again: <path d="M20 11A8 8 0 106 17.700M20 4v7h-7" />,
  pause: <path d="M8.500 5v14M15.500 5v14" stroke-width="4" />,
  stop: <rect x="4.500" y="4.500" width="15" height="15" rx="2" fill="currentColor" />,
  list: <path d="M8 6h13M8 12h13M8 18h13M3.500 6h.01M3.500 12h.01M3.500 18h.01" />,
  cross: <path d="M5.500 5.500l13 13M18.500 5.500l-13 13" stroke-width="2.800" />,
  flag: <path d="M5 21.500v-18h12.500L15 8l2.500 4.500H5" />,
  lock: (
    <>
      <rect x="4.500" y="10.500" width="15" height="10.500" rx="2" />
      <path d="M8 10.500v-3a4 4 0 018 0v3" />
    </>
  ),
  phone: (
    <>
      <rect x="6.500" y="2.500" width="11" height="19" rx="2.500" />
      <path d="M11 18.500h2" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="9.500" />
      <path d="M12 11v5.500M12 7.400v.1" />
    </>
  ),
  circle: <circle cx="12" cy="12" r="7" />,
  warning: (
    <>
      <path d="M12 3.200L22 20.500H2z" />
      <path d="M12 10v4.500M12 17.400v.1" />
    </>
  ),
  next: <path d="M9 5l7 7-7 7" />,
  more: <path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="3.400" />,
  screen: (
    <>
      <rect x="2.500" y="4" width="19" height="12.500" rx="1.500" />
      <path d="M8.500 20.500h7M12 16.500v4" />
    </>
  ),
  hourglass: <path d="M6 3h12M6 21h12M7 3c0 5 10 5 10 9s-10 4-10 9M17 21c0-5-10-5-10-9s10-4 10-9" />,
  test: <path d="M9 3h6M10 3v6L4.500 19a1.500 1.500 0 001.300 2h12.400a1.500 1.500 0 001.300-2L14 9V3M7.500 15h9" />,
  undo: <path d="M4 9h10a5.500 5.500 0 010 11H9M4 9l4.500-4.500M4 9l4.500 4.500" />,
  search: (
    <>
      <circle cx="10.500" cy="10.500" r="7" />
      <path d="M15.800 15.800L21 21" />
    </>
  ),
} satisfies Record<string, ComponentChildren>;

export type IconName = keyof typeof drawings;

export function Icon({ name, class: extra = '' }: { name: IconName; class?: string }) {
  return (
    <svg
      class={`ic ${extra}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="2.200"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      {drawings[name]}
    </svg>
  );
}

const options = { FOR: 'for', AGAINST: 'against', ABSTAIN: 'abstain' } as const;

/** The sign of one choice: disc and tick, square and cross, ring and dash. */
export function OptionIcon({ option }: { option: keyof typeof options }) {
  return (
    <span class={`i-${options[option]}`}>
      <Icon name={options[option]} />
    </span>
  );
}
