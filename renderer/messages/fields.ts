/** What is wrong with a field, by the code the engine gives. `limit` is the allowed length or value. */
export const fieldMessages = {
  issue: (code: string, limit?: number): string => {
    switch (code) {
      case 'too_small':
        return limit === undefined || limit <= 1 ? 'Fill this in.' : `At least ${limit}.`;
      case 'too_big':
        return limit === undefined ? 'This is too long or too large.' : `At most ${limit}.`;
      case 'invalid_type':
        return 'Fill this in.';
      case 'DATE':
        return 'Give a date.';
      case 'TIME':
        return 'Give a time as hours and minutes.';
      case 'ZONE':
        return 'Choose a time zone from the list.';
      case 'CURRENCY':
        return 'Choose a currency from the list.';
      case 'PIN':
        return 'A PIN has 6 to 12 digits.';
      case 'PHONE':
        return 'A phone number holds digits, spaces and + ( ) / . - only.';
      case 'EMAIL':
        return 'This is not an e-mail address.';
      case 'CONTROL':
        return 'Remove the line breaks or special characters.';
      case 'ID':
        return 'Choose one from the list.';
      case 'NOT_AN_AMOUNT':
        return 'Give an amount, such as 12.50.';
      case 'TOO_MANY_DECIMALS':
        return limit === 0 ? 'This currency has no decimals.' : `At most ${limit ?? 2} decimals.`;
      case 'AMOUNT_TOO_LARGE':
        return 'This amount is too large.';
      case 'URL':
        return 'Give an address that starts with https://';
      default:
        return 'This cannot be used. Check it.';
    }
  },
  required: 'Fill this in.',
  choose: 'Choose one from the list.',
} as const;
