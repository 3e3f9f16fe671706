/** What clients are written about the pages of the card processor; `{{link}}` is the address of theirs. */
export const CARD_TEMPLATES = {
  cardSetup: {
    subject: 'Please leave a card with {{studio}}',
    body: `Dear {{client}},

on this page you can leave a card with us for your next payments. Nothing is charged now:

{{link}}

The page is our card processor's. It is open until {{until}}; after that we gladly send you a new one.

{{studio}}`,
  },
  paymentLink: {
    subject: 'Your payment to {{studio}}: {{amount}}',
    body: `Dear {{client}},

on this page you can pay {{amount}} by card:

{{link}}

It is for: {{title}}

The page is our card processor's. It is open until {{until}}; after that we gladly send you a new one.

{{studio}}`,
  },
};
