/** Words of the audit log. */
export const auditMessages = {
  hint: 'Who did what, for ever. Each line is chained to all before it, so that a changed or missing line shows.',
  search: 'Search',
  searchHint: 'Person or action, such as refund',
  table: 'Audit log',
  count: (count: string) => `${count} entries`,
  when: 'When',
  who: 'Who',
  action: 'Action',
  subject: 'About',
  subjectOf: (kind: string, id: string) => `${kind.replaceAll('_', ' ')} ${id}`,
  data: 'Details',
  verify: 'Verify the chain',
  whole: (rows: string) => `The chain of all ${rows} entries is whole.`,
  broken: (row: string) =>
    `The chain breaks at entry ${row}: this line or one before it was changed or removed. Keep this database as it is, and restore a backup from before.`,
  head: (head: string) => `Head: ${head}`,
  none: 'Nothing yet',
  noneHint: 'Every change is written down here.',
  nothingFound: 'No entry fits this search',
} as const;
