/** A person's name as the studio says it, first name first; one of the two may be ''. */
export const clientName = (client: { readonly firstName: string; readonly lastName: string }): string =>
  `${client.firstName} ${client.lastName}`.trim();
