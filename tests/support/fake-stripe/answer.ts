/** What goes back over the wire. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const okAnswer = (body: unknown): Answer => ({ status: 200, body });

export function errorAnswer(
  status: number,
  error: {
    readonly type: string;
    readonly code?: string;
    readonly param?: string;
    readonly message: string;
    readonly decline_code?: string;
    readonly payment_intent?: unknown;
  },
): Answer {
  return { status, body: { error } };
}

export const invalidRequest = (code: string | undefined, message: string, param?: string): Answer =>
  errorAnswer(400, {
    type: 'invalid_request_error',
    ...(code !== undefined && { code }),
    ...(param !== undefined && { param }),
    message,
  });

export const notFound = (what: string, id: string): Answer =>
  errorAnswer(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    param: 'id',
    message: `No such ${what}: '${id}'`,
  });

export const serverError = (): Answer => errorAnswer(500, { type: 'api_error', message: 'Something broke.' });
