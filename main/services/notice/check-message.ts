import { hasUnknownPlaceholder } from '#domain/message/render-template.ts';
import { invalidInput } from '../errors.ts';

/** A message that goes out says something, and only with words that Callboard can fill in; undefined when it does. */
export function checkMessage(
  message: { readonly subject: string; readonly body: string },
  path = 'message',
): ReturnType<typeof invalidInput> | undefined {
  if (message.subject.trim() === '') return invalidInput(`${path}.subject`, 'REQUIRED');
  if (message.body.trim() === '') return invalidInput(`${path}.body`, 'REQUIRED');
  if (hasUnknownPlaceholder(message.subject)) return invalidInput(`${path}.subject`, 'PLACEHOLDER');
  return hasUnknownPlaceholder(message.body) ? invalidInput(`${path}.body`, 'PLACEHOLDER') : undefined;
}
