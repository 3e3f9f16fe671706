/**
 * A room of the house: which files live there, which other rooms and which packages they may use.
 * A file may always use its own room. `node:` stands for Node's own modules.
 */
export interface Room {
  readonly name: string;
  /** The first room whose pattern matches a path has the file. */
  readonly files: RegExp;
  readonly rooms: readonly string[];
  /** Package names; `@scope/*` stands for all of a scope, `*` for any package that package.json names. */
  readonly packages: readonly string[];
}

const ENGINE_ROOMS = [
  'domain',
  'contract',
  'db',
  'ports',
  'gateways',
  'settings',
  'messages',
  'documents',
  'cards',
  'invoices',
  'job definitions',
  'jobs',
  'demo',
  'services',
  'doors',
];
const WHOLE_HOUSE = [
  ...ENGINE_ROOMS,
  'contract/shell',
  'shell',
  'engine roots',
  'preload',
  'renderer app',
  'renderer features',
  'renderer api',
  'renderer ui',
  'renderer messages',
  'scripts',
  'tests',
  'configuration',
];

const SCREEN_PACKAGES = [
  'react',
  'react-dom',
  '@mantine/*',
  '@fullcalendar/*',
  '@tanstack/*',
  '@tabler/icons-react',
  'zustand',
  'dayjs',
  'temporal-polyfill',
  'zod',
];
/** Parts of the `electron` package that do its download; they come with it. */
const ELECTRON_DOWNLOAD_PACKAGES = ['@electron/get', '@electron-internal/extract-zip'];
const WIRE_CLIENT_PACKAGES = ['@orpc/client', '@orpc/contract', '@orpc/tanstack-query'];

/** The table of docs/architecture.md, as the check reads it. */
export const ROOMS: readonly Room[] = [
  {
    name: 'domain',
    files: /^domain\//,
    rooms: [],
    packages: [
      'rrule',
      'temporal-polyfill',
      'ical.js',
      'windows-iana',
      'papaparse',
      'date-holidays',
      'bidi-js',
    ],
  },
  { name: 'contract/shell', files: /^contract\/shell\//, rooms: ['domain'], packages: ['zod'] },
  { name: 'contract', files: /^contract\//, rooms: ['domain'], packages: ['zod', '@orpc/contract'] },
  { name: 'db', files: /^db\//, rooms: ['domain'], packages: ['better-sqlite3', 'drizzle-orm', 'node:'] },

  {
    name: 'shell',
    files: /^main\/(index\.ts$|electron\/)/,
    rooms: ['contract/shell'],
    packages: ['electron', 'zod', 'node:'],
  },
  {
    name: 'engine roots',
    files: /^main\/([^/]+\.ts|jobs\/worker\.ts|cli\/.*)$/,
    rooms: [...ENGINE_ROOMS, 'contract/shell'],
    packages: ['node:'],
  },
  { name: 'ports', files: /^main\/gateways\/(gateways|.*\/port)\.ts$/, rooms: ['domain'], packages: [] },
  {
    name: 'gateways',
    files: /^main\/gateways\//,
    rooms: ['ports', 'domain', 'contract/shell'],
    packages: ['stripe', 'nodemailer', 'zod', 'node:'],
  },
  { name: 'settings', files: /^main\/settings\//, rooms: ['domain', 'db'], packages: [] },
  { name: 'messages', files: /^main\/messages\//, rooms: ['domain', 'db'], packages: [] },
  {
    name: 'documents',
    files: /^main\/documents\//,
    rooms: ['settings', 'domain', 'db'],
    packages: ['pdfmake', 'node:'],
  },
  {
    name: 'cards',
    files: /^main\/cards\//,
    rooms: ['messages', 'settings', 'domain', 'db'],
    packages: ['node:'],
  },
  {
    name: 'invoices',
    files: /^main\/invoices\//,
    rooms: ['messages', 'settings', 'domain', 'db'],
    packages: [],
  },
  {
    name: 'job definitions',
    files: /^main\/jobs\/[^/]+\/definition\.ts$/,
    rooms: ['domain'],
    packages: ['zod'],
  },
  {
    name: 'jobs',
    files: /^main\/jobs\//,
    rooms: [
      'job definitions',
      'messages',
      'documents',
      'cards',
      'invoices',
      'settings',
      'domain',
      'db',
      'ports',
    ],
    packages: ['zod', 'node:'],
  },
  {
    name: 'demo',
    files: /^main\/demo\//,
    rooms: ['services', 'jobs', 'gateways', 'ports', 'settings', 'domain', 'db'],
    packages: ['@faker-js/faker', 'node:'],
  },
  {
    name: 'services',
    files: /^main\/services\//,
    rooms: [
      'demo',
      'job definitions',
      'messages',
      'documents',
      'cards',
      'invoices',
      'settings',
      'domain',
      'db',
      'ports',
    ],
    packages: ['node:'],
  },
  {
    name: 'doors',
    files: /^main\/doors\//,
    rooms: ['contract', 'contract/shell', 'services', 'settings', 'ports', 'domain'],
    packages: ['@orpc/server', '@orpc/contract', 'hono', '@hono/node-server', 'ws', 'zod', 'node:'],
  },

  { name: 'preload', files: /^preload\//, rooms: ['contract', 'contract/shell'], packages: ['electron'] },
  {
    name: 'renderer app',
    files: /^renderer\/(app\/|[^/]+\.tsx?$)/,
    rooms: [
      'renderer features',
      'renderer api',
      'renderer ui',
      'renderer messages',
      'contract',
      'contract/shell',
      'domain',
    ],
    packages: [...SCREEN_PACKAGES, ...WIRE_CLIENT_PACKAGES],
  },
  {
    name: 'renderer features',
    files: /^renderer\/features\//,
    rooms: ['renderer api', 'renderer ui', 'renderer messages', 'contract', 'contract/shell', 'domain'],
    packages: [...SCREEN_PACKAGES, ...WIRE_CLIENT_PACKAGES, 'papaparse'],
  },
  {
    name: 'renderer api',
    files: /^renderer\/api\//,
    rooms: ['contract', 'contract/shell', 'domain'],
    packages: ['react', '@tanstack/*', 'zustand', ...WIRE_CLIENT_PACKAGES, 'zod'],
  },
  {
    name: 'renderer ui',
    files: /^renderer\/ui\//,
    rooms: ['renderer api', 'renderer messages', 'contract', 'domain'],
    packages: SCREEN_PACKAGES,
  },
  {
    name: 'renderer messages',
    files: /^renderer\/messages\//,
    rooms: ['renderer api', 'contract', 'contract/shell', 'domain'],
    packages: ['zod'],
  },

  { name: 'tests', files: /^tests\//, rooms: WHOLE_HOUSE, packages: ['*', '@electron/asar', 'node:'] },
  {
    name: 'scripts',
    files: /^scripts\//,
    rooms: ['domain'],
    packages: ['*', ...ELECTRON_DOWNLOAD_PACKAGES, 'node:'],
  },
  { name: 'configuration', files: /^[^/]+\.config\.ts$/, rooms: ['scripts'], packages: ['*', 'node:'] },
];

/** Folders in which every subfolder is for itself: none may use another one. */
export const SEPARATE_FOLDERS: readonly RegExp[] = [/^renderer\/features\/([^/]+)\//];
