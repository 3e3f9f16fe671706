import type { RefundAction } from '../cancellation/plan.ts';
import { dayText } from '../values/day-text.ts';
import { formatMoney } from '../values/money.ts';
import { renderTemplate } from './render-template.ts';

export interface NoticeSession {
  readonly title: string;
  readonly localDate: string;
  readonly localTime: string;
  readonly participant: string;
  readonly minutes?: number;
  /** When it was to be before it was moved, and how long. */
  readonly before?: { readonly localDate: string; readonly localTime: string; readonly minutes: number };
}

export interface NoticeRefund {
  readonly action: RefundAction;
  readonly amountMinor: number;
  readonly credits: number;
}

export interface NoticeStudio {
  readonly name: string;
  readonly currency: string;
  readonly locale: string;
}

export interface Notice {
  readonly clientName: string;
  readonly sessions: readonly NoticeSession[];
  /** What comes back, in words; see `refundLines`. */
  readonly refundText: string;
  readonly reason: string;
  /** Until when it will be decided, in words; left out where nothing is open. */
  readonly deadline?: string;
  readonly studio: NoticeStudio;
}

/** A message's words: a template, or a text with everything filled in. */
export interface NoticeText {
  readonly subject: string;
  readonly body: string;
}

/** One message per client, whatever the number of sessions (features C 11). Returns subject and text, placeholders filled in. */
export function writeNotice(template: NoticeText, notice: Notice): NoticeText {
  const values = {
    client: notice.clientName,
    sessions: sessionLines(notice.sessions, notice.studio.locale),
    reason: notice.reason,
    refunds: notice.refundText,
    deadline: notice.deadline ?? '',
    studio: notice.studio.name,
  };
  return {
    subject: renderTemplate(template.subject, values).replace(/\s+/g, ' '),
    body: renderTemplate(template.body, values),
  };
}

/** What comes back, one sentence per way, in minor units summed exactly. A card refund is on its way, not yet there (reliability R9). */
export function refundLines(refunds: readonly NoticeRefund[], { currency, locale }: NoticeStudio): string[] {
  const sum = (action: RefundAction) =>
    refunds.reduce((total, refund) => total + (refund.action === action ? refund.amountMinor : 0), 0);
  const money = (amountMinor: number) => formatMoney(amountMinor, currency, locale);
  const credits = refunds.reduce((total, refund) => total + refund.credits, 0);
  const lines: string[] = [];
  if (sum('refund_card') > 0) lines.push(`Your card refund of ${money(sum('refund_card'))} is on its way.`);
  if (sum('account_credit') > 0)
    lines.push(`${money(sum('account_credit'))} stays on your account as credit.`);
  if (sum('cash_due') > 0) lines.push(`${money(sum('cash_due'))} is waiting for you at the desk.`);
  if (credits > 0)
    lines.push(
      credits === 1
        ? 'Your credit is back in your package.'
        : `Your ${credits} credits are back in your package.`,
    );
  if (sum('drop_charge') > 0) lines.push(`You will not be charged ${money(sum('drop_charge'))}.`);
  return lines;
}

function sessionLines(sessions: readonly NoticeSession[], locale: string): string {
  const when = (wall: Pick<NoticeSession, 'localDate' | 'localTime'>): string =>
    `${dayText(wall.localDate, locale, 'weekday')}, ${wall.localTime}`;
  return sessions
    .map(({ title, participant, minutes, before, ...wall }) => {
      // The length is worth a word only where it changed.
      const length = (now: number | undefined) =>
        before && before.minutes !== minutes && now !== undefined ? ` (${now} minutes)` : '';
      const was = before ? ` – before: ${when(before)}${length(before.minutes)}` : '';
      return `- ${title}, ${when(wall)}${length(minutes)}${participant && ` (${participant})`}${was}`;
    })
    .join('\n');
}
