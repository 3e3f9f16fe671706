import { dayText } from '../values/day-text.ts';
import type { LocalDate, LocalTime } from '../values/time.ts';
import type { NoticeStudio, NoticeText } from './cancellation-notice.ts';
import { renderTemplate } from './render-template.ts';

/** The words that are filled in when a client is asked to choose another time, and told the chosen one. */
export const reschedulePlaceholders = [
  'client',
  'session',
  'before',
  'choices',
  'deadline',
  'fallback',
  'message',
  'studio',
] as const;

interface When {
  readonly date: LocalDate;
  readonly time: LocalTime;
}

export interface RescheduleNotice {
  readonly clientName: string;
  readonly title: string;
  /** When the session takes place now; after a move, the new time. */
  readonly session: When;
  /** After a move, the time it had. */
  readonly before?: When;
  readonly offer?: {
    readonly choices: readonly When[];
    /** On the wall of the session's place. */
    readonly deadline: When;
    readonly fallback: 'keep' | 'cancel';
  };
  /** What the desk adds in its own words; '' for nothing. */
  readonly message: string;
  readonly studio: NoticeStudio;
}

/** Subject and text with every placeholder filled in; what a message has no use for becomes nothing. */
export function writeRescheduleNotice(template: NoticeText, notice: RescheduleNotice): NoticeText {
  const { studio, offer, before } = notice;
  const when = (value: When): string => whenText(value, studio.locale);
  const values = {
    client: notice.clientName,
    session: `${notice.title}, ${when(notice.session)}`,
    before: before ? when(before) : '',
    choices: (offer?.choices ?? []).map((choice) => `- ${when(choice)}`).join('\n'),
    deadline: offer ? when(offer.deadline) : '',
    fallback: offer ? FALLBACKS[offer.fallback] : '',
    message: notice.message.trim(),
    studio: studio.name,
  };
  return {
    subject: renderTemplate(template.subject, values).replace(/\s+/g, ' ').trim(),
    // A part that has nothing to say leaves no hole behind.
    body: renderTemplate(template.body, values).replace(/\n{3,}/g, '\n\n'),
  };
}

/** "Monday, 2 March 2026, 09:00". */
export function whenText({ date, time }: When, locale: string): string {
  return `${dayText(date, locale, 'weekday')}, ${time}`;
}

/** Why a session is cancelled when nobody chose in time. */
export function unansweredReason(deadline: When, locale: string): string {
  return `No new time was chosen until ${whenText(deadline, locale)}`;
}

const FALLBACKS = {
  keep: 'If we do not hear from you by then, your session stays as it is.',
  cancel: 'If we do not hear from you by then, we will cancel it and give back what you paid for it.',
} as const;
