// French typography, and markdown: paragraphs, lists, emphasis and links, nothing else and no HTML.

import { html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { micromark } from 'micromark';
import { gfmAutolinkLiteral, gfmAutolinkLiteralHtml } from 'micromark-extension-gfm-autolink-literal';
// What of markdown a chat has no use for; its images would be asked of other sites. The build leaves it out.
import leftOut from './left-out.json';

const MONTHS = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
const DAY_OF_MONTH = new RegExp(`(\\d|1er) (?=(?:${MONTHS})(?!\\p{L}))`, 'gu');

/** Keeps punctuation, quotes, amounts and days on the line of their word, and makes apostrophes typographic. */
export const typeset = (text: string): string =>
  text
    .replace(/ ([:;?!»€%])/g, '\u00a0$1')
    .replace(/«[ ]/g, '«\u00a0')
    .replace(/(\d) (?=\d{3}(?!\d))/g, '$1\u202f')
    .replace(DAY_OF_MONTH, '$1\u00a0')
    .replace(/(?<=\p{L})'(?=[\p{L}\d«])/gu, '’');

const NEW_WINDOW = '<span class="invisible"> (nouvelle fenêtre)</span>';

const made = new Map<string, string>();

function toHtml(text: string): string {
  let result = made.get(text);
  if (result === undefined) {
    // Everything but micromark's own tags is escaped, so that what follows can only touch these.
    result = micromark(typeset(text), {
      extensions: [gfmAutolinkLiteral(), { disable: { null: [...leftOut, 'thematicBreak'] } }],
      htmlExtensions: [gfmAutolinkLiteralHtml()],
    })
      // What led to no address of the web is words alone.
      .replace(/<a href="">(.*?)<\/a>/gs, '$1')
      .replaceAll('<a href="', '<a class="fenetre" target="_blank" rel="noopener noreferrer" href="')
      .replaceAll('</a>', `${NEW_WINDOW}</a>`);
    made.set(text, result);
  }
  return result;
}

/** Paragraphs and lists. */
export const prose = (text: string): TemplateResult => html`<div class="prose">${unsafeHTML(toHtml(text))}</div>`;

/** One line: the same without the paragraph around it. */
export const inline = (text: string): ReturnType<typeof unsafeHTML> =>
  unsafeHTML(toHtml(text).replace(/^<p>(.*)<\/p>$/s, '$1'));

/** A link that opens a window and says so; its words alone where the address is none of the web. */
export function link(url: string, label: string, classes = 'fenetre'): TemplateResult | string {
  if (!/^(https?|mailto):/i.test(url)) return label;
  return html`<a class=${classes} href=${url} target="_blank" rel="noopener noreferrer">${typeset(label)}<span
    class="invisible"> (nouvelle fenêtre)</span></a>`;
}

const longDate = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' });
const clock = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat('fr-FR', {
  day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit',
});

/** A day without an hour, as « 7 mars 2024 ». */
export const day = (iso: string): TemplateResult =>
  html`<time datetime=${iso}>${longDate.format(new Date(`${iso}T00:00:00Z`))}</time>`;

/** The hour of something that was said, with its day when that is not today. */
export function hour(iso: string): TemplateResult | typeof nothing {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return nothing;
  const format = at.toDateString() === new Date().toDateString() ? clock : dayAndClock;
  return html`<time datetime=${iso}>${format.format(at)}</time>`;
}
