import { type Answer, invalidRequest, notFound, okAnswer } from './answer.ts';
import type { FormParams } from './call.ts';

/** `newestFirst` cut by `limit` (10 unless told) and `starting_after`, as every list of the provider. */
export function listAnswer(newestFirst: readonly Record<string, unknown>[], params: FormParams): Answer {
  const limit = Number(text(params, 'limit') ?? 10);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    return invalidRequest('parameter_invalid_integer', 'Invalid limit', 'limit');
  }
  const after = text(params, 'starting_after');
  const start = after === undefined ? 0 : newestFirst.findIndex((item) => item['id'] === after) + 1;
  if (after !== undefined && start === 0) return notFound('object', after);
  const data = newestFirst.slice(start, start + limit);
  return okAnswer({ object: 'list', data, has_more: start + limit < newestFirst.length, url: '/v1/list' });
}

export function text(params: FormParams, name: string): string | undefined {
  const value = params[name];
  return typeof value === 'string' ? value : undefined;
}

/** Metadata, or none. */
export function words(value: unknown): Record<string, string> {
  return typeof value === 'object' && value !== null ? { ...(value as Record<string, string>) } : {};
}
