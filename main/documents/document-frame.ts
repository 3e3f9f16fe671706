import type { ReadDb } from '#db/database.ts';
import * as studios from '#db/repositories/studio.ts';
import type { Document } from '#domain/document/document.ts';
import { paperOf } from '#domain/document/paper.ts';
import { formatMoney } from '#domain/values/money.ts';
import { instantToWall, type LocalDate } from '#domain/values/time.ts';
import { readBusinessDetails } from '../settings/business-details.ts';
import { dayFormat } from './day-format.ts';
import { documentWords as words } from './document-words.ts';

/** What every document of the studio has: its head, paper, language and foot. A builder adds the rest. */
export function documentFrame(
  db: ReadDb,
): Pick<
  Document,
  | 'paper'
  | 'locale'
  | 'studio'
  | 'footer'
  | 'pageWords'
  | 'stamp'
  | 'intro'
  | 'notes'
  | 'qr'
  | 'totals'
  | 'tables'
> {
  const { name, locale } = studios.get(db);
  const { address, email, phone, website, taxNumber, footer, logo } = readBusinessDetails(db);
  return {
    paper: paperOf(locale),
    locale,
    studio: {
      name,
      lines: [...address.split('\n'), phone, email, website, taxNumber && words.taxNumber(taxNumber)].filter(
        (line) => line.trim() !== '',
      ),
      logo,
    },
    footer: footer || name,
    pageWords: words.page,
    stamp: '',
    intro: '',
    tables: [],
    totals: [],
    notes: [],
    qr: null,
  };
}

/** The studio's way of writing money and days on its documents. */
export interface DocumentFormat {
  readonly money: (amountMinor: number) => string;
  /** "6 Oct 2026". */
  readonly day: (date: LocalDate) => string;
  /** The studio's day of an instant (epoch ms). */
  readonly dayOf: (at: number) => string;
  /** Hundredths of a per cent: 1900 → "19 %". */
  readonly percent: (basisPoints: number) => string;
  readonly number: (value: number) => string;
}

export function documentFormat(db: ReadDb): DocumentFormat {
  const { currency, locale, zone } = studios.get(db);
  const days = dayFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const day = (date: LocalDate): string => days.format(new Date(`${date}T00:00:00Z`));
  return {
    money: (amountMinor) => formatMoney(amountMinor, currency, locale),
    day,
    dayOf: (at) => day(instantToWall(at, zone).date),
    percent: (basisPoints) => percents.format(basisPoints / 10_000),
    number: (value) => numbers.format(value),
  };
}
