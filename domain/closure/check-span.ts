import { err, ok, type Result } from '#domain/values/result.ts';
import { daysBetween } from '#domain/values/time.ts';
import type { ClosureSpan } from './closed.ts';

/** Three years and a day: a longer closure is a slip of the finger, or a studio that has shut. */
export const MOST_CLOSED_DAYS = 1097;

export interface SpanError {
  readonly code: 'SPAN_WRONG';
  readonly field: 'endDate' | 'startTime' | 'endTime';
  readonly issue: 'RANGE_REVERSED' | 'RANGE_TOO_LONG' | 'REQUIRED';
  readonly limit?: number;
}

/** Whether a span can be one: at least a day, at most `MOST_CLOSED_DAYS`; both times or neither, the end after the start. */
export function checkSpan(span: ClosureSpan): Result<undefined, SpanError> {
  const { startDate, endDate, startTime, endTime } = span;
  const days = daysBetween(startDate, endDate);
  if (days < 1) return wrong('endDate', 'RANGE_REVERSED');
  if (days > MOST_CLOSED_DAYS) return wrong('endDate', 'RANGE_TOO_LONG', MOST_CLOSED_DAYS);
  if (startTime === null && endTime !== null) return wrong('startTime', 'REQUIRED');
  if (endTime === null && startTime !== null) return wrong('endTime', 'REQUIRED');
  if (startTime !== null && endTime !== null && endTime <= startTime)
    return wrong('endTime', 'RANGE_REVERSED');
  return ok(undefined);
}

const wrong = (field: SpanError['field'], issue: SpanError['issue'], limit?: number) =>
  err<SpanError>({ code: 'SPAN_WRONG', field, issue, ...(limit !== undefined && { limit }) });
