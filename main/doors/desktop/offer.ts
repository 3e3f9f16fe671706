import { extendOffer, withdrawOffer } from '../../services/offer/change-offer.ts';
import { chooseTime } from '../../services/offer/choose-time.ts';
import { listOffers } from '../../services/offer/list-offers.ts';
import { makeOffer } from '../../services/offer/make-offer.ts';
import { proposeTimes } from '../../services/offer/propose-times.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const offerHandlers = {
  propose: os.offer.propose.handler(({ context, input }) => answer(proposeTimes(context.services, input))),
  make: os.offer.make.handler(({ context, input }) =>
    answer(makeOffer(context.services, context.actor(), input)),
  ),
  list: os.offer.list.handler(({ context, input }) => listOffers(context.services, input)),
  choose: os.offer.choose.handler(({ context, input }) =>
    answer(chooseTime(context.services, context.actor(), input)),
  ),
  withdraw: os.offer.withdraw.handler(({ context, input }) =>
    answer(withdrawOffer(context.services, context.actor(), input)),
  ),
  extend: os.offer.extend.handler(({ context, input }) =>
    answer(extendOffer(context.services, context.actor(), input)),
  ),
};
