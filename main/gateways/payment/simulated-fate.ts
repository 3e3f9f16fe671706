import { SIMULATED_CARDS, type SimulatedCard } from '#domain/card/simulated-card.ts';
import type { ProviderCard, ProviderCharge } from './card/port.ts';

/** How a charge of a simulated card begins. */
export function fateOf(does: SimulatedCard): Pick<ProviderCharge, 'status' | 'failureCode' | 'declineCode'> {
  switch (does) {
    case 'works':
    case 'dispute':
      return { status: 'succeeded' };
    case 'processing':
    case 'late_failure':
      return { status: 'processing' };
    case 'expired_card':
      return { status: 'failed', failureCode: 'expired_card' };
    case 'authentication_required':
      return { status: 'requires_action', failureCode: 'authentication_required' };
    case 'insufficient_funds':
    case 'stolen_card':
      return { status: 'failed', failureCode: 'card_declined', declineCode: does };
  }
}

/** What is shown of it. */
export function looksOf(does: SimulatedCard): Pick<ProviderCard, 'brand' | 'last4'> {
  const last4 = String(FIRST_LAST4 + SIMULATED_CARDS.indexOf(does));
  return { brand: does === 'works' ? 'visa' : 'mastercard', last4 };
}

/** What a card of `looksOf` does; one that looks otherwise works. */
export const fateByLooks = (last4: string): SimulatedCard =>
  SIMULATED_CARDS[Number(last4) - FIRST_LAST4] ?? 'works';

const FIRST_LAST4 = 4242;
