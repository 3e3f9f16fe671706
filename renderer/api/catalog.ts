import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Location, PackageOffer, Practitioner, Room, Service } from '#contract/desktop/catalog.ts';
import { queries } from './engine.ts';

/** What the timetable is made of, with look-ups by id. Empty until it is loaded. */
export interface Catalog {
  readonly isLoaded: boolean;
  readonly locations: readonly Location[];
  readonly rooms: readonly Room[];
  readonly practitioners: readonly Practitioner[];
  readonly services: readonly Service[];
  readonly packages: readonly PackageOffer[];
  /** The name of a row; empty for null and for what is not there. */
  readonly nameOf: (kind: CatalogKind, id: number | null) => string;
}

export type CatalogKind = 'locations' | 'rooms' | 'practitioners' | 'services' | 'packages';

export function useCatalog(): Catalog {
  const { data } = useQuery(queries.catalog.all.queryOptions());
  return useMemo(() => {
    const all = data ?? { locations: [], rooms: [], practitioners: [], services: [], packages: [] };
    const names = {
      locations: namesOf(all.locations),
      rooms: namesOf(all.rooms),
      practitioners: namesOf(all.practitioners),
      services: namesOf(all.services),
      packages: namesOf(all.packages),
    };
    return {
      ...all,
      isLoaded: data !== undefined,
      nameOf: (kind, id) => (id === null ? '' : (names[kind].get(id) ?? '')),
    };
  }, [data]);
}

function namesOf(
  rows: readonly { readonly id: number; readonly name: string }[],
): ReadonlyMap<number, string> {
  return new Map(rows.map(({ id, name }) => [id, name]));
}
