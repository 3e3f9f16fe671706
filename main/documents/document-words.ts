/** The words that documents of several kinds share. What only one kind says stands with its builder. */
export const documentWords = {
  page: 'Page {{page}} of {{pages}}',
  taxNumber: (number: string) => `Tax number ${number}`,
} as const;
