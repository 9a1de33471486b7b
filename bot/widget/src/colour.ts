// A colour chosen by a site, and the text that can be read on it.

export interface Pair {
  background: string;
  text: '#000' | '#fff';
}

type Rgb = readonly [number, number, number];

/** Relative luminance of WCAG 2, from 0 (black) to 1 (white). */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Returns the bytes of an opaque colour written in any way that CSS computes to rgb(), else null. */
function read(colour: string): Rgb | null {
  const probe = new Option().style;
  probe.color = colour;
  // What names no colour of its own would change with its place.
  if (!probe.color || /^(inherit|initial|unset|revert|revert-layer|currentcolor)$|var\(/i.test(colour.trim())) return null;
  const measured = document.createElement('span');
  measured.style.setProperty('color', colour, 'important');
  document.body.append(measured);
  const computed = getComputedStyle(measured).color;
  measured.remove();
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(computed);
  return parts && [Number(parts[1]), Number(parts[2]), Number(parts[3])];
}

/**
 * Returns the colour with black or white on it, whichever contrasts more: 4.58:1 at least, whatever the colour. Null
 * for what is no opaque colour.
 */
export function readable(colour: string | null): Pair | null {
  const rgb = colour ? read(colour) : null;
  if (!rgb) return null;
  const light = luminance(rgb);
  const [white, black] = [1.05 / (light + 0.05), (light + 0.05) / 0.05];
  return { background: `rgb(${rgb.join(' ')})`, text: white >= black ? '#fff' : '#000' };
}
