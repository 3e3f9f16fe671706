import { skipToken, useQuery } from '@tanstack/react-query';
import type { Missing } from '#contract/desktop/prepayment.ts';
import type { ClientId, SeriesId, SessionId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import type { MissingWords } from '#renderer/messages/prepayment.ts';
import type { StudioFormat } from './use-format.ts';

/** What somebody is to be booked in: one session, or all that is still to come of a class. */
export type PrepaidPlace = { readonly sessionId: SessionId } | { readonly seriesId: SeriesId };

export interface Prepayment {
  readonly isPending: boolean;
  /** It is a warning: the person may go on. */
  readonly mayGoOn: boolean;
  readonly missing: ReadonlyMap<ClientId, Missing>;
}

/** What these clients lack for the place under Session control; nobody is asked about without a place. */
export function usePrepayment(place: PrepaidPlace | undefined, ids: readonly ClientId[]): Prepayment {
  const asked = useQuery(
    queries.prepayment.check.queryOptions({
      input: place && ids.length > 0 ? { clientIds: [...ids], place } : skipToken,
    }),
  );
  return {
    isPending: place !== undefined && ids.length > 0 && asked.isPending,
    mayGoOn: asked.data?.mayGoOn ?? false,
    missing: new Map((asked.data?.rows ?? []).map(({ clientId, missing }) => [clientId, missing])),
  };
}

/** Its amounts as the studio writes them. */
export function missingWords(missing: Missing, format: StudioFormat): MissingWords {
  return {
    mode: missing.mode,
    missingCredits: missing.missingCredits,
    missing: format.money(missing.missingMinor),
    wanted: format.money(missing.wantedMinor),
    has: format.money(missing.hasMinor),
  };
}
