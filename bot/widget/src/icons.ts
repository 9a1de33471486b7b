// Pictures that stand beside words, never in place of them.

import { svg, html, type TemplateResult } from 'lit';
import type { Status } from './contract.js';

const MARKS: Record<string, string> = {
  satisfait: 'M5.5 10.5l3 3 6-6.5',
  non_satisfait: 'M6.5 6.5l7 7M13.5 6.5l-7 7',
  inconnu: 'M7.6 7.6a2.5 2.5 0 1 1 3.7 2.2c-.8.5-1.3 1-1.3 1.9M10 14.4v.1',
  a_demander: 'M6 10h.1M10 10h.1M14 10h.1',
  ouvert: 'M5.5 10.5l3 3 6-6.5',
  clos: 'M6 10h8',
  a_venir: 'M10 5.5v5l3 2',
};

/** The mark of a criterion's status, or of an open or closed call. */
export const mark = (name: Status | string): TemplateResult => html`<svg class="marque ${name}" viewBox="0 0 20 20"
  aria-hidden="true"><circle cx="10" cy="10" r="9"></circle>${svg`<path d=${MARKS[name] ?? MARKS['a_demander']!}></path>`}</svg>`;

export const logo = html`<svg class="logo" viewBox="0 0 44 44" aria-hidden="true"><rect width="44" height="44"
  rx="12"></rect><path d="M10 19v6M16 14v16M22 9v26M28 14v16M34 19v6"></path></svg>`;

export const bubble = html`<svg class="bulle-icone" viewBox="0 0 24 24" aria-hidden="true"><path
  d="M4 5h16v11H11l-5 4v-4H4z"></path></svg>`;

export const cross = html`<svg class="croix" viewBox="0 0 20 20" aria-hidden="true"><path
  d="M5 5l10 10M15 5L5 15"></path></svg>`;
