/** Words of Backup and restore. */
export const backupMessages = {
  hint: 'Backups are made by themselves, also before an update and before a big job, and each is checked. They lie beside the database; copy them elsewhere now and then.',
  create: 'Back up now',
  created: (name: string) => `Backup ${name} is made and checked`,
  table: 'Backups',
  when: 'When',
  label: 'Kind',
  labels: {
    auto: 'Regular',
    manual: 'By hand',
    'before-migration': 'Before an update',
    'before-job': 'Before a big job',
  } as Readonly<Record<string, string>>,
  size: 'Size',
  megabytes: (size: string) => `${size} MB`,
  file: 'File',
  actions: 'Actions',
  restore: 'Restore',
  restoreOf: (when: string) => `Restore the backup of ${when}`,
  title: 'Restore this backup?',
  consequence: (when: string) =>
    `The studio goes back to ${when}. Everything since then leaves the screens: sessions, bookings, payments and messages. It is set aside as a file and not deleted. Refunds that went out since are found again at the payment provider before anything is sent. Everyone is signed out.`,
  keep: 'Keep the present data',
  confirm: 'Restore the backup',
  restoring: 'The backup is being put in place. Sign in again in a moment.',
  none: 'No backups yet',
  noneHint: 'The first one is made by itself, or with Back up now.',
} as const;
