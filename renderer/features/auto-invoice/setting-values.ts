import type { FormErrors } from '@mantine/form';
import type { AutoSetting } from '#contract/desktop/auto-invoice.ts';
import { isLadder } from '#domain/auto-invoice/retry-ladder.ts';
import { isLocalDate, isLocalTime } from '#domain/values/time.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';

/** The form's values as they are typed. */
export interface SettingValues extends Record<string, unknown> {
  readonly enabled: boolean;
  readonly interval: AutoSetting['interval'];
  readonly billed: AutoSetting['billed'];
  readonly runTime: string;
  readonly anchorDay: string;
  readonly sinceDay: string;
  readonly dueDays: number | string;
  readonly send: boolean;
  readonly autoBilling: boolean;
  readonly includeEarlier: boolean;
  /** "1, 3, 5, 7" */
  readonly retryDays: string;
}

export const typedSetting = (setting: AutoSetting): SettingValues => ({
  ...setting,
  retryDays: setting.retryDays.join(', '),
});

/** What was typed as a setting; null while something in it cannot be one. */
export function settingOf(values: SettingValues): AutoSetting | null {
  const { runTime, anchorDay, sinceDay, retryDays, ...rest } = values;
  const days = readDays(retryDays);
  const dueDays = typeof values.dueDays === 'number' ? values.dueDays : Number.parseInt(values.dueDays, 10);
  if (!isLocalTime(runTime) || !isLocalDate(anchorDay) || !isLocalDate(sinceDay)) return null;
  if (!isLadder(days) || !Number.isInteger(dueDays) || dueDays < 0 || dueDays > 365) return null;
  return { ...rest, runTime, anchorDay, sinceDay, dueDays, retryDays: days };
}

export function checkSetting(values: SettingValues): FormErrors {
  return {
    ...(isLocalTime(values.runTime) ? {} : { runTime: fieldMessages.issue('TIME') }),
    ...(isLocalDate(values.anchorDay) ? {} : { anchorDay: fieldMessages.issue('DATE') }),
    ...(isLocalDate(values.sinceDay) ? {} : { sinceDay: fieldMessages.issue('DATE') }),
    ...(values.dueDays === '' ? { dueDays: fieldMessages.issue('REQUIRED') } : {}),
    ...(isLadder(readDays(values.retryDays)) ? {} : { retryDays: fieldMessages.issue('RETRY_DAYS') }),
    ...(values.autoBilling && !values.send ? { autoBilling: fieldMessages.issue('DRAFTS_NOT_CHARGED') } : {}),
  };
}

function readDays(text: string): number[] {
  return text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map(Number);
}
