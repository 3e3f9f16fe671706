/** Why money waits just now, for the jobs screen. */
export type HoldUp = 'provider_unavailable' | 'rate_limited' | 'unauthorized' | 'money_frozen' | 'disk';
