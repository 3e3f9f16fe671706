import type { FieldIssue } from '#contract/desktop/field-issues.ts';

/** What is wrong with a field and how to put it right, by the engine's code. `limit` is the bound that was crossed. */
export const fieldSentences: { readonly [Issue in FieldIssue]: (limit?: number) => string } = {
  REQUIRED: () => 'Fill this in.',
  TOO_SHORT: (limit) => `At least ${limit ?? 2} characters.`,
  TOO_LONG: (limit) => `At most ${limit ?? 0} characters.`,
  TOO_SMALL: (limit) => `At least ${limit ?? 0}.`,
  TOO_LARGE: (limit) => `At most ${limit ?? 0}.`,
  AMOUNT_TOO_LARGE: () => 'This amount is too large.',
  SESSION_TOO_DEAR: () =>
    'At this price by the hour a session of this length costs more than Callboard can count. Choose a lower price or a shorter length.',
  TOTAL_TOO_LARGE: () => 'All together is more than one payment may be. Make two invoices of it.',
  DUE_BEFORE_INVOICE: () => 'An invoice cannot be due before its own day. Choose today or later.',
  TOO_FEW: (limit) => `At least ${limit ?? 1}.`,
  TOO_MANY: (limit) => `At most ${limit ?? 0}.`,
  NOT_WHOLE: () => 'Give a whole number.',
  WRONG_KIND: () => 'Fill this in.',
  NOT_A_CHOICE: () => 'Choose one from the list.',
  EMAIL: () => 'This is not an e-mail address.',
  URL: () => 'Give an address that starts with https://',
  PHONE: () => 'A phone number holds digits, spaces and + ( ) / . - only.',
  PIN: () => 'A PIN has 6 to 12 digits.',
  DATE: () => 'Give a date that exists.',
  IN_THE_PAST: () => 'Choose a time that is still to come.',
  DATE_OUT_OF_RANGE: () => 'Give a date in the years 2000 to 2099.',
  TIME: () => 'Give a time as hours and minutes.',
  ZONE: () => 'Choose a time zone from the list.',
  LOCALE: () => 'Choose a language from the list, such as en-GB.',
  CURRENCY: () => 'Choose a currency from the list.',
  ID: () => 'Choose one from the list.',
  CONTROL: () => 'Remove line breaks and special characters.',
  FORMAT: () => 'This cannot be used. Check it.',
  RANGE_REVERSED: () => 'The end lies before the start.',
  RANGE_TOO_LONG: (limit) => `At most ${limit ?? 0} days at once.`,
  COUNT_OR_LAST_DATE: () => 'Give the number of sessions or the last date: one of the two.',
  RULE_YIELDS_NONE: () => 'This gives no session at all. Choose other days or another end.',
  RULE_YIELDS_TOO_MANY: (limit) => `This gives more than ${limit ?? 1000} sessions. Choose an earlier end.`,
  RULE_YIELDS_TOO_FEW: (limit) =>
    `Only ${limit ?? 0} sessions fit into the years up to 2099 beside the closures.`,
  AFTER_LAST_SESSION: () => 'This is after the last session has begun. Choose an earlier time.',
  AFTER_FIRST_SESSION: () =>
    'This is after the first session has begun. Choose an earlier time, or allow late join.',
  UNCHANGED: () => 'The session has this time already. Choose another one.',
  TIME_PAST: () => 'This time is over. Choose a later one.',
  DEADLINE_PAST: () => 'This is over already. Choose a later time.',
  DEADLINE_AFTER_START: () => 'The session begins before that. Choose an earlier time.',
  SAME_CLIENT: () => 'This client has the credits already. Choose another one.',
  NOTHING_TO_HOLD: () => 'No package would be held. Choose other days or other packages.',
  NOTHING_TO_RELEASE: () => 'None of these packages is on hold. Choose other ones.',
  NOTHING_TO_EXTEND: () => 'No package would last longer. Choose a later end or other packages.',
  MORE_THAN_IN_TILL: () => 'There is not so much in the till. Check the amount, or count the till first.',
  COUNT_DIFFERS: () => 'The notes and coins do not add up to this.',
  TWICE: () => 'This stands there twice.',
  WEBSITE: () => 'Type an address without “https://”, such as studio.example.',
  IMAGE: () => 'Choose a PNG or JPEG picture.',
  PLACEHOLDER: () => 'There is a {{placeholder}} that Callboard does not know.',
  RETRY_DAYS: () => 'Enter days that rise, such as 1, 3, 5, 7.',
  DRAFTS_NOT_CHARGED: () => 'Drafts are not charged. Let invoices be sent, or leave automatic billing off.',
};

/** Sentences for what a form finds wrong by itself, before anything is sent. */
export const fieldMessages = {
  issue: (code: string, limit?: number): string =>
    code in fieldSentences ? fieldSentences[code as FieldIssue](limit) : fieldSentences.FORMAT(),
  required: 'Fill this in.',
  choose: 'Choose one from the list.',
  markedAbove: 'Some fields need another look.',
  notAnAmount: 'Give an amount, such as 12.50.',
  tooManyDecimals: (digits: number) =>
    digits === 0 ? 'This currency has no decimals.' : `At most ${digits} decimals.`,
  amountTooLarge: fieldSentences.AMOUNT_TOO_LARGE(),
} as const;
