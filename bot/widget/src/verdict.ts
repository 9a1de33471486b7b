// The card of a verdict: what is advised first, then whether it is open, criterion by criterion, what would change.

import { html, nothing, type TemplateResult } from 'lit';
import type { CriteriaGroup, Status, Step, VerdictMessage } from './contract.js';
import { mark } from './icons.js';
import { day, inline, link, prose, typeset } from './text.js';

const WORDS: Record<Status, string> = {
  satisfait: 'Rempli',
  non_satisfait: 'Non rempli',
  inconnu: 'À confirmer',
  a_demander: 'À préciser',
};

const CALENDAR: Record<string, string> = {
  ouvert: 'Dépôt ouvert',
  clos: 'Dépôt clos',
  a_venir: 'Dépôt à venir',
};

export function verdict(message: VerdictMessage, summarise: () => void): TemplateResult {
  const status = message.verdict?.calendrier?.statut ?? '';
  return html`<h3>${message.titre ?? 'Votre résultat'}</h3>
    <div class="resume">${prose(message.resume ?? message.text)}</div>
    ${message.ouverture
      ? html`<p class="ouverture ${status}">${CALENDAR[status]
          ? html`<b>${mark(status)} ${CALENDAR[status]}.</b> `
          : nothing}${inline(message.ouverture)}</p>`
      : nothing}
    ${message.volet ? html`<p class="volet">${inline(message.volet)}</p>` : nothing}
    ${criteria(message.groupes ?? [])}
    ${list('Ce qui changerait la réponse', message.ce_qui_changerait)}
    ${list('Les montants', message.montants)}
    ${steps(message.etapes)}
    ${list('Les documents à préparer', message.documents)}
    ${list('Les autres dispositifs', message.autres)}
    ${message.liens?.length
      ? html`<ul class="liens">${message.liens.map(({ titre, url }) => html`<li>${link(url, titre)}</li>`)}</ul>`
      : nothing}
    <p class="actions"><button type="button" class="principal fenetre" @click=${summarise}>Ma synthèse<span
      class="precision"> (nouvelle fenêtre)</span></button></p>`;
}

/** One table, whose rows come in the order in which they matter. Roles are said, as narrow screens stack its cells. */
function criteria(groups: CriteriaGroup[]): unknown {
  const rows = groups.flatMap((group) => group.criteres.map((criterion) => ({ ...criterion, status: group.statut })));
  if (!rows.length) return nothing;
  return html`<table role="table" class="criteres">
    <caption>Les critères, un par un</caption>
    <thead role="rowgroup"><tr role="row">
      <th role="columnheader" scope="col">Critère</th>
      <th role="columnheader" scope="col">Résultat</th>
      <th role="columnheader" scope="col">Explication et source</th>
    </tr></thead>
    <tbody role="rowgroup">${rows.map(
      ({ libelle, explication, source, status }) => html`<tr role="row" class=${status}>
        <th role="rowheader" scope="row">${typeset(libelle)}</th>
        <td role="cell" class="resultat">${mark(status)} <span>${WORDS[status] ?? status}</span></td>
        <td role="cell">${inline(explication)}${source
          ? html` <span class="source">${typeset(`Source : ${source}`)}</span>`
          : nothing}</td>
      </tr>`,
    )}</tbody>
  </table>`;
}

function list(title: string, items: string[] | undefined): unknown {
  if (!items?.length) return nothing;
  return html`<section><h4>${title}</h4><ul>${items.map((item) => html`<li>${inline(item)}</li>`)}</ul></section>`;
}

function steps(items: Step[] | undefined): unknown {
  if (!items?.length) return nothing;
  return html`<section><h4>Les prochaines étapes</h4><ol class="etapes">${items.map(
    ({ titre, date, texte }) => html`<li><b>${typeset(titre)}${date ? html` · ${day(date)}` : nothing}</b>
      <div>${inline(texte)}</div></li>`,
  )}</ol></section>`;
}
