import { engineError } from '#renderer/api/engine-error.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';

/** A sentence per field path, e.g. `fundings.0.amountMinor`, from what the engine found wrong; empty for other failures. */
export function fieldErrors(thrown: unknown): Readonly<Record<string, string>> {
  const error = engineError(thrown);
  if (error.code !== 'INVALID_INPUT') return {};
  const sentences: Record<string, string> = {};
  for (const issue of error.data.issues)
    sentences[issue.path] ??= fieldMessages.issue(issue.code, issue.limit);
  return sentences;
}
