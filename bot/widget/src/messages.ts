// From messages of the contract to what is shown and read out.

import { html, nothing, type TemplateResult } from 'lit';
import './form.js';
import type { SendForm } from './form.js';
import type { Choice, Message, QuestionMessage, QuestionnaireMessage, RecapMessage, SentForm } from './contract.js';
import { hour, link, prose, typeset } from './text.js';
import { verdict } from './verdict.js';

/** A message and where it stands in the conversation. */
export interface Shown {
  message: Message;
  /** Distinguishes it from the others, in ids. */
  rank: number;
  /** The first of several in a row by the same author. */
  isFirst: boolean;
  /** Whether its choices can be picked. */
  isOpen: boolean;
  /** The id of its choice that was picked. */
  picked: string | null;
  /** The person's words did not reach the assistant. */
  isUnsent: boolean;
  /** Whether a form is to be filled in here, rather than in a later message. */
  hasForm: boolean;
}

/** What a person can do with messages. */
export interface Deeds {
  pick(choice: Choice): void;
  summarise(): void;
  sendForm: SendForm;
  /** Reads something out. */
  say(text: string): void;
  /** What was sent of a form already. */
  sentForm(form: string): SentForm | null;
}

const AUTHORS = { assistant: 'Assistant', personne: 'Vous' };

export function message(shown: Shown, deeds: Deeds): TemplateResult {
  const { message, isFirst, isUnsent } = shown;
  const mine = message.auteur === 'personne';
  return html`<li class="message ${message.auteur} ${message.type} ${isFirst ? '' : 'suite'}">
    <p class="auteur"><b>${AUTHORS[message.auteur]}</b> ${isUnsent
      ? html`<span class="non-envoye">Non envoyé</span>`
      : hour(message.heure)}</p>
    <div class="bulle">${mine ? html`<p class="mes-mots">${message.text}</p>` : body(shown, deeds)}${sources(message)}</div>
    ${mine || message.type === 'recapitulatif' ? nothing : choices(shown, deeds)}
  </li>`;
}

function body(shown: Shown, deeds: Deeds): unknown {
  const { message } = shown;
  switch (message.type) {
    case 'question':
      return question(message);
    case 'verdict':
      return verdict(message, deeds.summarise);
    case 'recapitulatif':
      return recap(message, shown, deeds);
    case 'questionnaire':
      return questionnaire(message, shown, deeds);
    default:
      return prose(message.text);
  }
}

function sources(message: Message): unknown {
  if (!message.sources?.length) return nothing;
  const label = message.sources.length > 1 ? 'Sources' : 'Source';
  return html`<p class="source">${typeset(`${label} : ${message.sources.join(' ; ')}`)}</p>`;
}

function question({ text, progress, why, intro, asked = text, help }: QuestionMessage): TemplateResult {
  return html`${intro ? html`<div class="avant">${prose(intro)}</div>` : nothing}${progress
    ? advance(progress)
    : nothing}${prose(asked)}${help ? html`<div class="comment">${prose(help)}</div>` : nothing}${why
    ? html`<details class="pourquoi"><summary>Pourquoi cette question ?</summary>${prose(why)}</details>`
    : nothing}`;
}

function advance({ posees: asked, restantes_max: left }: NonNullable<QuestionMessage['progress']>): TemplateResult {
  return html`<p class="avancement"><progress max=${asked + left} value=${asked} aria-hidden="true"></progress>
    <span>Question ${asked}${left ? ` · encore ${left} au plus` : ' · la dernière'}</span></p>`;
}

/** What is understood so far; each line has beside it the choice that corrects it. */
function recap(message: RecapMessage, shown: Shown, deeds: Deeds): TemplateResult {
  const lines = message.text.split('\n').filter((line) => line.trim());
  const items = lines.filter((line) => line.startsWith('- '));
  const offered = message.choices ?? [];
  // One choice a line, in the lines' order.
  if (!items.length || items.length !== offered.length) return html`${prose(message.text)}${choices(shown, deeds)}`;
  return html`${prose(lines.filter((line) => !line.startsWith('- ')).join('\n'))}
    <dl class="faits">${items.map((line, index) => {
      const [label, ...value] = line.slice(2).split(' : ');
      return html`<div><dt>${typeset(label!)}</dt><dd>${typeset(value.join(' : '))}</dd><dd class="corriger">${option(
        offered[index]!, shown, deeds, 'Corriger')}</dd></div>`;
    })}</dl>`;
}

function questionnaire(message: QuestionnaireMessage, shown: Shown, deeds: Deeds): TemplateResult {
  if (message.formulaire) {
    if (!shown.hasForm) return html`${prose(message.text)}<p class="aide">Le formulaire est repris plus bas.</p>`;
    // A plain client's text says it all; here the form has its introduction.
    const text = message.text.replace(message.formulaire.intro ?? '', '').trim();
    return html`${prose(text)}<contrat-filiere-formulaire .form=${message.formulaire}
      .prefill=${message.prefill ?? {}} .rank=${shown.rank} .send=${deeds.sendForm} .say=${deeds.say}
      .sent=${deeds.sentForm(message.formulaire.id)}></contrat-filiere-formulaire>`;
  }
  const { text, url } = message;
  if (!url) return prose(text);
  return html`${prose(text.replace(url, '').trim())}<p>${link(url, 'Ouvrir le questionnaire', 'bouton principal fenetre')}</p>`;
}

function choices(shown: Shown, deeds: Deeds): unknown {
  const offered = shown.message.choices;
  if (!offered?.length) return nothing;
  return html`<div class="choix-liste" role="group" aria-label="Réponses proposées">${offered.map((choice) =>
    option(choice, shown, deeds))}</div>`;
}

/** A choice that was used can be read still; it keeps the focus it has, and takes none. */
function option(choice: Choice, { isOpen, picked }: Shown, deeds: Deeds, label = choice.label): TemplateResult {
  const isPicked = picked === choice.id;
  // What is not shown, since it stands beside the button, is read out.
  const rest = choice.label.startsWith(label) ? choice.label.slice(label.length) : ` (${choice.label})`;
  return html`<button type="button" class="choix ${isPicked ? 'choisi' : ''}" data-choix=${choice.id}
    aria-disabled=${isOpen ? nothing : 'true'} tabindex=${isOpen ? nothing : '-1'}
    @click=${() => isOpen && deeds.pick(choice)}>${typeset(label)}<span
    class="invisible">${typeset(rest)}</span>${isPicked
      ? html`<span class="invisible"> (votre choix)</span>`
      : nothing}</button>`;
}

/** What is read out of a message when it arrives: the card's first lines, and which answers are offered. */
export function spoken(message: Message): string {
  const parts = message.type === 'verdict' && message.resume
    ? [message.titre, message.resume, message.ouverture, 'Le détail suit dans la conversation.']
    : [message.text];
  if (message.type === 'question' && message.choices?.length) {
    parts.push(`Réponses proposées : ${message.choices.map((choice) => choice.label).join(', ')}.`);
  }
  if (message.type === 'questionnaire' && message.formulaire) parts.push('Un formulaire suit dans la conversation.');
  return parts.filter(Boolean).join('\n').replaceAll('**', '');
}

/** Every message of a conversation with where it stands. */
export function placed(messages: Message[], isStuck: boolean): Shown[] {
  const form = messages.findLastIndex((message) => message.type === 'questionnaire' && message.formulaire);
  let reply: Message | undefined;
  const shown: Shown[] = [];
  // From the end, so that each message of the assistant's meets first the answer that it got.
  for (let rank = messages.length - 1; rank >= 0; rank -= 1) {
    const message = messages[rank]!;
    const mine = message.auteur === 'personne';
    const answered = reply?.type === 'texte' ? (reply.choice ?? null) : null;
    shown.unshift({
      message,
      rank,
      isFirst: messages[rank - 1]?.auteur !== message.auteur,
      isOpen: reply === undefined,
      picked: message.choices?.some((choice) => choice.id === answered) ? answered : null,
      isUnsent: mine && isStuck && reply === undefined,
      hasForm: rank === form,
    });
    if (mine) reply = message;
  }
  return shown;
}

