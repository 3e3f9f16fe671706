import { complete } from './complete-deed.ts';
import {
  addSession,
  bookPlace,
  cancelPlace,
  type Deed,
  pay,
  sellPackage,
  solve,
  wait,
  work,
} from './deeds.ts';
import { refund, strike, take, useTill } from './payment-deeds.ts';

/** Often what moves money, now and then what lets it. */
export const DEEDS: readonly Deed[] = [
  pay,
  sellPackage,
  bookPlace,
  bookPlace,
  bookPlace,
  bookPlace,
  complete,
  complete,
  cancelPlace,
  take,
  take,
  refund,
  strike,
  useTill,
  work,
  solve,
  wait,
  addSession,
];
