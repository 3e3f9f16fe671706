import { z } from 'zod';
import { anyone } from './base.ts';
import { currency, locale, name, pin, zone } from './fields.ts';

/** A month, a year, ten years. */
export const demoSize = z.enum(['small', 'year', 'decade']);

/** First start: an empty studio or demo data. Refused with ALREADY_SET_UP once a studio exists. */
export const setup = {
  /** `building` while demo data are made; zone and locale are those of this computer. */
  state: anyone.output(
    z.object({
      ready: z.boolean(),
      building: z.object({ done: z.number(), total: z.number() }).nullable(),
      zone: z.string(),
      locale: z.string(),
    }),
  ),
  /** An empty studio and its owner. */
  createStudio: anyone.input(
    z.object({
      studioName: name,
      currency,
      zone,
      locale,
      weekStartsOn: z.int().min(1).max(7),
      ownerName: name,
      pin,
    }),
  ),
  /** Demo data; the owner's PIN is shown on the sign-in screen. Resolves when built; progress by `setup.state`. */
  createDemo: anyone.input(z.object({ size: demoSize })),
};
