import { dayText } from '../values/day-text.ts';
import type { LocalDate } from '../values/time.ts';
import type { NoticeStudio, NoticeText } from './cancellation-notice.ts';
import { renderTemplate } from './render-template.ts';

/** The words that are filled in when a client is told that a package ends. */
export const packagePlaceholders = ['client', 'package', 'credits', 'date', 'studio'] as const;

export interface PackageNotice {
  readonly clientName: string;
  readonly package: string;
  /** Credits that are left, or were. */
  readonly credits: number;
  /** The last day on which they pay, or paid. */
  readonly expiresOn: LocalDate;
  readonly studio: NoticeStudio;
}

/** Subject and text with every placeholder filled in. */
export function writePackageNotice(template: NoticeText, notice: PackageNotice): NoticeText {
  const { studio, expiresOn, credits } = notice;
  const values = {
    client: notice.clientName,
    package: notice.package,
    credits: credits === 1 ? '1 session' : `${credits} sessions`,
    date: dayText(expiresOn, studio.locale, 'weekday'),
    studio: studio.name,
  };
  return {
    subject: renderTemplate(template.subject, values).replace(/\s+/g, ' ').trim(),
    body: renderTemplate(template.body, values),
  };
}
