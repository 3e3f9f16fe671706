import type { ValidationError } from '@orpc/server';
import type { z } from 'zod';
import { FIELD_ISSUES, type FieldIssue } from '#contract/desktop/field-issues.ts';

export interface InputIssue {
  /** Names from the outside in, joined by points: 'fundings.0.amountMinor'. */
  readonly path: string;
  readonly code: FieldIssue;
  readonly limit?: number;
}

/** What a form is told about refused input: one issue per field, at most 50. */
export function inputIssues(issues: ValidationError['issues']): InputIssue[] {
  const byPath = new Map<string, InputIssue>();
  for (const issue of issues as readonly z.core.$ZodIssue[]) {
    const path = issue.path.map(String).join('.').slice(0, 200);
    if (byPath.size < MOST_ISSUES && !byPath.has(path)) byPath.set(path, { path, ...reason(issue) });
  }
  return [...byPath.values()];
}

const MOST_ISSUES = 50;

type Reason = Omit<InputIssue, 'path'>;

function reason(issue: z.core.$ZodIssue): Reason {
  switch (issue.code) {
    case 'too_big':
      return { code: known(issue.message) ?? sizeWords(issue.origin).over, limit: Number(issue.maximum) };
    case 'too_small':
      return issue.origin === 'string' && Number(issue.minimum) === 1
        ? { code: 'REQUIRED' }
        : { code: sizeWords(issue.origin).under, limit: Number(issue.minimum) };
    case 'invalid_type':
      return { code: issue.input === undefined && isMissing(issue) ? 'REQUIRED' : typeIssue(issue) };
    case 'invalid_format':
      return { code: formatIssue(issue) };
    case 'invalid_union':
      return unionReason(issue);
    case 'invalid_value':
      return { code: 'NOT_A_CHOICE' };
    case 'custom':
      return { code: known(issue.message) ?? 'FORMAT' };
    case 'not_multiple_of':
      return { code: 'NOT_WHOLE' };
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
      return { code: 'WRONG_KIND' };
    default:
      return { code: 'FORMAT' };
  }
}

/** Zod leaves the refused value out of its issues; the message alone tells a missing one from one of another type. */
const isMissing = ({ message }: z.core.$ZodIssue): boolean => message.endsWith('received undefined');

const typeIssue = (issue: z.core.$ZodIssueInvalidType): FieldIssue =>
  (issue.expected as string) === 'int' ? 'NOT_WHOLE' : 'WRONG_KIND';

function formatIssue(issue: z.core.$ZodIssueInvalidStringFormat): FieldIssue {
  if (issue.format === 'email') return 'EMAIL';
  if (issue.format === 'url') return 'URL';
  return known(issue.message) ?? 'FORMAT';
}

/** Of a choice of shapes the one that came nearest speaks: a wrong e-mail address is that, not "neither of two". */
function unionReason(issue: z.core.$ZodIssueInvalidUnion): Reason {
  const reasons = issue.errors.flat().map(reason);
  return (
    reasons.find(({ code }) => code !== 'NOT_A_CHOICE' && code !== 'WRONG_KIND') ?? { code: 'NOT_A_CHOICE' }
  );
}

function sizeWords(origin: string): { readonly over: FieldIssue; readonly under: FieldIssue } {
  if (origin === 'string') return { over: 'TOO_LONG', under: 'TOO_SHORT' };
  if (origin === 'array' || origin === 'set' || origin === 'map')
    return { over: 'TOO_MANY', under: 'TOO_FEW' };
  return { over: 'TOO_LARGE', under: 'TOO_SMALL' };
}

const known = (message: string): FieldIssue | undefined => FIELD_ISSUES.find((code) => code === message);
