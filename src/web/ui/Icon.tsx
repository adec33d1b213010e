import type { ReactElement } from 'react'

const shapes = {
  home: 'M3 9.5 10 4l7 5.5M5 8.5V16h10V8.5M8.5 16v-4h3v4',
  people:
    'M7.5 9.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM2.5 16c0-2.8 2.2-4.5 5-4.5s5 1.7 5 4.5M13 4.4a2.7 2.7 0 0 1 0 5M14.5 11.9c1.8.5 3 2 3 4.1',
  building: 'M4 17V4h7v13M11 8h5v9M2.5 17h15M6.5 7h2M6.5 10h2M6.5 13h2M13.5 11h0M13.5 14h0',
  form: 'M5 3h7l3.5 3.5V17H5ZM12 3v4h3.5M7.5 10.5h5M7.5 13.5h5',
  download: 'M10 3v9M6.5 8.8 10 12.3l3.5-3.5M4 16h12',
  upload: 'M10 12.5v-9M6.5 6.7 10 3.2l3.5 3.5M4 16h12',
  receipt: 'M5 3h10v14l-2.5-1.6L10 17l-2.5-1.6L5 17ZM7.5 7h5M7.5 10h5',
  letter: 'M4 4h12v12H4ZM7 8h6M7 11h6M12.5 16v2.2l1.4-.9 1.4.9V15',
  coins:
    'M10 8c3.6 0 6-1 6-2.3S13.600 3.500 10 3.500 4 4.400 4 5.700 6.400 8 10 8ZM4 5.700v8.600C4 15.600 6.400 16.500 10 16.500s6-.9 6-2.200V5.700M4 10c0 1.300 2.400 2.300 6 2.300s6-1 6-2.300',
  settings:
    'M3.500 6h6M13.500 6h3M3.500 14h3M10.500 14h6M11.500 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM8.500 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  chart: 'M4 16.500V9.500M8 16.500V4M12 16.500V11.500M16 16.500V7M2.500 16.500h15',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6.500V10l2.500 1.800',
  message: 'M3.500 4.500h13v9h-7L6 16.500v-3H3.500ZM6.500 8h7M6.500 10.500h4.500',
  shield: 'M10 3 4 5v4.500c0 3.500 2.400 6.200 6 7.500 3.600-1.300 6-4 6-7.500V5ZM7.500 9.800l1.900 1.900 3.300-3.600',
  camera:
    'M3 6.500h3.300L7.600 4.500h4.800l1.300 2H17v9H3ZM10 13.400a2.700 2.700 0 1 0 0-5.400 2.700 2.700 0 0 0 0 5.400Z',
  rotate: 'M15.500 8.500A6 6 0 1 0 16 11.200M15.800 4v4.500h-4.500',
  remove: 'M4 6h12M8 6V4h4v2M5.500 6l.7 10.500h7.600L14.500 6M8.500 9v4.500M11.500 9v4.500',
  search: 'M9 14.500a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11ZM13 13l4 4',
  menu: 'M3 5.500h14M3 10h14M3 14.500h14',
  close: 'M5 5l10 10M15 5 5 15',
  check: 'M4 10.500 8.200 14.500 16 6',
  warning: 'M10 3.500 2.500 16.500h15ZM10 8.500v3.500M10 14.300h0',
  calendar: 'M3.500 5h13v11.500h-13ZM3.500 8.500h13M7 3v3M13 3v3',
  chevronDown: 'M5.500 8l4.500 4.500L14.500 8',
  chevronLeft: 'M12 5.500 7.500 10l4.500 4.500',
  chevronRight: 'M8 5.500l4.500 4.500L8 14.500',
  chevronsLeft: 'M10 5.500 5.500 10l4.500 4.500M15 5.500 10.500 10l4.500 4.500',
  chevronsRight: 'M5 5.500 9.500 10 5 14.500M10 5.500l4.500 4.500-4.500 4.500',
  sortUp: 'M10 15.500V5M6 8.800 10 4.800l4 4',
  sortDown: 'M10 4.500V15M6 11.200l4 4 4-4',
  copy: 'M7 7h9.500v9.500H7ZM13 7V3.500H3.500V13H7',
  person: 'M10 10a3.200 3.200 0 1 0 0-6.500A3.200 3.200 0 0 0 10 10ZM4 17c0-3.200 2.700-5 6-5s6 1.800 6 5',
  tasks: 'M3.500 5.500l1.300 1.300L7 4.500M3.500 11.500l1.300 1.300L7 10.500M9.500 6h7M9.500 12h7',
  eye: 'M2.500 10S5.200 5 10 5s7.500 5 7.500 5-2.700 5-7.500 5-7.500-5-7.500-5ZM10 12.200a2.200 2.200 0 1 0 0-4.400 2.200 2.200 0 0 0 0 4.400Z',
  eyeOff:
    'M3.500 3.500l13 13M8 5.300A7 7 0 0 1 10 5c4.800 0 7.500 5 7.500 5a13 13 0 0 1-2 2.600M5.200 6.500C3.500 7.900 2.500 10 2.500 10s2.700 5 7.500 5c1.200 0 2.200-.3 3.100-.700',
} as const

export type IconName = keyof typeof shapes

/** A line icon beside a word that says the same; screen readers skip it. */
export function Icon({ name, size = 1.2 }: { name: IconName; size?: number }): ReactElement {
  return (
    <svg
      className="icon"
      viewBox="0 0 20 20"
      width={`${size}em`}
      height={`${size}em`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  )
}
