/**
 * Twelve service colours that stay apart for colour-blind eyes (after Okabe–Ito and Tol), each as a strong edge and a
 * soft fill for both themes. Text on a fill keeps at least 4.5 : 1 (held by a test).
 */
export interface ServiceColor {
  readonly edge: string;
  readonly fill: string;
  readonly text: string;
}

const strong = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#c9b400',
  '#4b3fa0',
  '#882255',
  '#44aa99',
  '#8a8a2b',
  '#6b7785',
] as const;

/** How many colours there are; a service's colour is a number from 0 below this. */
export const SERVICE_COLORS = strong.length;

export function serviceColor(index: number, scheme: 'light' | 'dark'): ServiceColor {
  return palettes[scheme][index] ?? fallback[scheme];
}

/** The palette as style variables of one theme: `--service-3-fill`, `--service-3-edge`, `--service-text`. */
export function serviceVariables(scheme: 'light' | 'dark'): Record<string, string> {
  const variables: Record<string, string> = { '--service-text': fallback[scheme].text };
  for (let index = 0; index < SERVICE_COLORS; index += 1) {
    const { edge, fill } = serviceColor(index, scheme);
    variables[`--service-${index}-edge`] = edge;
    variables[`--service-${index}-fill`] = fill;
  }
  return variables;
}

const palettes = {
  light: strong.map((edge) => ({ edge, fill: mix(edge, '#ffffff', 0.17), text: '#1f242b' })),
  dark: strong.map((edge) => ({
    edge: mix(edge, '#ffffff', 0.85),
    fill: mix(edge, '#1b1f25', 0.34),
    text: '#eef0f3',
  })),
} as const;

const fallback = {
  light: { edge: '#6b7785', fill: '#e6e8eb', text: '#1f242b' },
  dark: { edge: '#828c98', fill: '#363d46', text: '#eef0f3' },
} as const;

/** `share` of the first colour, the rest of the second. */
function mix(color: string, ground: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const of = (hex: string): number => Number.parseInt(hex.slice(at, at + 2), 16);
    return Math.round(of(color) * share + of(ground) * (1 - share))
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}
