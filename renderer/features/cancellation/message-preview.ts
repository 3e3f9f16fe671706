/** What may stand in a cancellation message; the engine fills the same names in for each client. */
export const placeholders = ['client', 'sessions', 'reason', 'refunds', 'studio'] as const;
export type Placeholder = (typeof placeholders)[number];

/** Fills `{{name}}` in; names that are not placeholders stay as they are. */
export function fillPlaceholders(text: string, values: Readonly<Record<Placeholder, string>>): string {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) =>
    isPlaceholder(name) ? values[name] : whole,
  );
}

/** Names between double braces that nothing would fill in, each once. */
export function unknownPlaceholders(text: string): readonly string[] {
  const names = [...text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map((match) => match[1] ?? '');
  return [...new Set(names.filter((name) => !isPlaceholder(name)))];
}

function isPlaceholder(name: string): name is Placeholder {
  return (placeholders as readonly string[]).includes(name);
}
