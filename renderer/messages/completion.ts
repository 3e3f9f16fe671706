/** Words of saving sessions: the dialog, many at once, the end of the day, custom session status, wages. */

export const wageWords = {
  wage: 'Wage',
  wageHint: 'What the practitioner earns',
  type: 'Wage is',
  types: { fixed: 'a fixed amount', hourly: 'for an hour' },
  basis: 'Paid per',
  bases: { session: 'session', attendee: 'attendee' },
  short: (amount: string, wageType: 'fixed' | 'hourly', basis: 'session' | 'attendee') =>
    `${amount}${wageType === 'hourly' ? ' an hour' : ''} per ${basis}`,
  ratesTitle: 'Custom wages',
  ratesHint:
    'They hold from their day on, and come before the wage of the service. Saved sessions keep theirs.',
  noRates: 'None: the wage of each service holds.',
  table: 'Custom wages',
  allServices: 'All other services',
  service: 'Service',
  from: 'Holds from',
  add: 'Add wage',
  remove: (what: string) => `Remove the wage: ${what}`,
  added: 'Wage saved',
  removed: 'Wage removed',
} as const;
