// The questionnaire inside the conversation: pre-filled, checked here first, and by the server.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { ApiError } from './api.js';
import type { Answer, Answers, Form, FormField, SentForm } from './contract.js';
import { inline, prose, typeset } from './text.js';

/** Sends the answers to a form and returns them with what to say of them; raises an ApiError. */
export type SendForm = (form: string, answers: Answers) => Promise<SentForm>;

const MANY_OPTIONS = 7;

export class FormElement extends LitElement {
  static override properties = {
    form: { attribute: false },
    prefill: { attribute: false },
    rank: { attribute: false },
    send: { attribute: false },
    say: { attribute: false },
    sent: { attribute: false },
    errors: { state: true },
    fault: { state: true },
    busy: { state: true },
    editing: { state: true },
  };

  declare form: Form;
  declare prefill: Record<string, unknown>;
  declare rank: number;
  declare send: SendForm;
  /** Reads something out. */
  declare say: (text: string) => void;
  /** What was sent of it, once it was. */
  declare sent: SentForm | null;
  private declare errors: Record<string, string>;
  private declare fault: string;
  private declare busy: boolean;
  private declare editing: boolean;

  private answers: Answers | null = null;

  constructor() {
    super();
    this.errors = {};
    this.fault = '';
    this.busy = false;
    this.editing = false;
    this.sent = null;
  }

  /** Into the chat's own shadow root: its styles are there. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.answers !== null || !changed.has('form')) return;
    const known = Object.entries(this.prefill ?? {}).map(([id, value]) => [id, typeof value === 'boolean' ? value : String(value)]);
    // What the person wrote goes before what the conversation tells.
    this.answers = { ...Object.fromEntries(known), ...this.sent?.answers };
  }

  protected override render(): TemplateResult {
    if (this.sent && !this.editing) {
      return html`<div class="merci" tabindex="-1">${prose(this.sent.thanks)}<p><button type="button" class="discret"
        @click=${this.edit}>Modifier mes réponses</button></p></div>`;
    }
    return html`<form class="formulaire" novalidate aria-labelledby=${this.id_('titre')} @submit=${this.submit}>
      <h3 id=${this.id_('titre')} tabindex="-1">${typeset(this.form.titre)}</h3>
      ${this.form.intro ? prose(this.form.intro) : nothing}
      <p class="aide">Tout est à remplir, sauf ce qui est marqué « facultatif ».</p>
      ${this.form.champs.map((field) => this.field(field))}
      ${this.fault ? html`<p class="erreur">${this.fault}</p>` : nothing}
      <p class="actions"><button type="submit" class="principal" aria-disabled=${this.busy ? 'true' : nothing}>
        ${this.busy ? 'Envoi en cours…' : this.fault ? 'Réessayer' : 'Envoyer le questionnaire'}</button></p>
    </form>`;
  }

  private field(field: FormField): TemplateResult {
    switch (field.type) {
      case 'choix':
        return (field.options?.length ?? 0) > MANY_OPTIONS ? this.select(field) : this.radios(field);
      case 'consentement':
        return html`<div class="champ case"><label><input type="checkbox" id=${this.id_(field.id)} name=${field.id}
          .checked=${live(this.answers![field.id] === true)}
          aria-required=${field.obligatoire ? 'true' : nothing} aria-invalid=${this.invalid(field)}
          aria-describedby=${this.described(field)} @change=${(event: Event) =>
            this.keep(field, (event.target as HTMLInputElement).checked)}><span>${this.label(field)}</span></label>
          ${this.help(field)}</div>`;
      default:
        return html`<div class="champ"><label for=${this.id_(field.id)}>${this.label(field)}</label>${this.help(field)}
          ${field.type === 'texte_long'
            ? html`<textarea id=${this.id_(field.id)} name=${field.id} rows="4"
                autocomplete=${field.autocomplete ?? 'off'} aria-required=${field.obligatoire ? 'true' : nothing}
                aria-invalid=${this.invalid(field)} aria-describedby=${this.described(field)}
                .value=${live(this.text(field))} @input=${this.typed(field)}></textarea>`
            : html`<input type=${field.type === 'courriel' ? 'email' : 'text'} id=${this.id_(field.id)} name=${field.id}
                autocomplete=${field.autocomplete ?? 'off'}
                aria-required=${field.obligatoire ? 'true' : nothing} aria-invalid=${this.invalid(field)}
                aria-describedby=${this.described(field)} .value=${live(this.text(field))}
                @input=${this.typed(field)}>`}</div>`;
    }
  }

  private radios(field: FormField): TemplateResult {
    return html`<fieldset class="champ" role="radiogroup" aria-labelledby=${this.id_(field.id, 'libelle')}
      aria-required=${field.obligatoire ? 'true' : nothing} aria-invalid=${this.invalid(field)}
      aria-describedby=${this.described(field)}>
      <legend id=${this.id_(field.id, 'libelle')}>${this.label(field)}</legend>${this.help(field)}
      ${field.options?.map((option, index) => html`<label><input type="radio"
        id=${index ? nothing : this.id_(field.id)} name=${this.id_(field.id)} value=${option.id}
        .checked=${live(this.answers![field.id] === option.id)}
        @change=${() => this.keep(field, option.id)}><span>${typeset(option.libelle)}</span></label>`)}
    </fieldset>`;
  }

  private select(field: FormField): TemplateResult {
    return html`<div class="champ"><label for=${this.id_(field.id)}>${this.label(field)}</label>${this.help(field)}
      <select id=${this.id_(field.id)} name=${field.id} aria-required=${field.obligatoire ? 'true' : nothing}
        aria-invalid=${this.invalid(field)} aria-describedby=${this.described(field)} @change=${this.typed(field)}>
        <option value="">Choisissez…</option>
        ${field.options?.map((option) => html`<option value=${option.id}
          ?selected=${this.answers![field.id] === option.id}>${typeset(option.libelle)}</option>`)}
      </select></div>`;
  }

  private label(field: FormField): TemplateResult {
    return html`${typeset(field.libelle)}${field.obligatoire ? nothing : html` <span class="aide">(facultatif)</span>`}`;
  }

  private help(field: FormField): unknown {
    const error = this.errors[field.id];
    return html`${field.aide ? html`<p class="aide" id=${this.id_(field.id, 'aide')}>${inline(field.aide)}</p>` : nothing}
      ${error ? html`<p class="erreur" id=${this.id_(field.id, 'erreur')}>${typeset(error)}</p>` : nothing}`;
  }

  private id_(...parts: string[]): string {
    return ['f', this.rank, ...parts].join('-');
  }

  private invalid(field: FormField): 'true' | typeof nothing {
    return this.errors[field.id] ? 'true' : nothing;
  }

  private described(field: FormField): string | typeof nothing {
    const ids = [field.aide && this.id_(field.id, 'aide'), this.errors[field.id] && this.id_(field.id, 'erreur')];
    return ids.filter(Boolean).join(' ') || nothing;
  }

  private text(field: FormField): string {
    return String(this.answers![field.id] ?? '');
  }

  private typed(field: FormField): (event: Event) => void {
    return (event) => this.keep(field, (event.target as HTMLInputElement).value);
  }

  private keep(field: FormField, answer: Answer): void {
    this.answers![field.id] = answer;
    // An answer that is mended no longer stands as wrong.
    if (this.errors[field.id] && !this.error(field)) this.errors = { ...this.errors, [field.id]: '' };
  }

  private async edit(): Promise<void> {
    this.editing = true;
    await this.updateComplete;
    this.querySelector<HTMLElement>('h3')?.focus();
  }

  /** What is wrong with an answer; the server checks the same, and has the last word. */
  private error(field: FormField): string {
    const answer = this.answers![field.id] ?? '';
    if (field.type === 'consentement') {
      return field.obligatoire && answer !== true
        ? 'Cochez cette case : sans votre accord, vos réponses ne peuvent pas être transmises.'
        : '';
    }
    const text = String(answer).trim();
    if (!text) {
      if (!field.obligatoire) return '';
      return field.type === 'choix'
        ? 'Choisissez une des réponses proposées.'
        : 'Ce champ est obligatoire : écrivez votre réponse.';
    }
    if (field.max && [...text].length > field.max) {
      return `Votre réponse compte ${[...text].length} caractères et la limite est de ${field.max} : raccourcissez-la.`;
    }
    if (field.type === 'courriel' && !/^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(text)) {
      return 'Cette adresse n’est pas complète : écrivez-la comme prenom.nom@exemple.fr.';
    }
    return '';
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    this.fault = '';
    const errors = this.form.champs.map((field) => [field.id, this.error(field)] as const).filter(([, error]) => error);
    if (errors.length) {
      await this.refuse(Object.fromEntries(errors));
      return;
    }
    this.errors = {};
    this.busy = true;
    try {
      const known = new Set(this.form.champs.map((field) => field.id));
      const answers = Object.entries(this.answers!).filter(([id]) => known.has(id));
      this.sent = await this.send(this.form.id, Object.fromEntries(answers));
      this.editing = false;
    } catch (error) {
      this.busy = false;
      if (error instanceof ApiError && Object.keys(error.fields).length) await this.refuse(error.fields);
      else this.fail(error as ApiError);
      return;
    }
    this.busy = false;
    await this.updateComplete;
    this.say(this.sent.thanks);
    // The button that had the focus is gone.
    this.querySelector<HTMLElement>('.merci')?.focus();
  }

  private fail(error: ApiError): void {
    this.fault = `${error.message} Vos réponses sont gardées ici.`;
    this.say(this.fault);
  }

  private async refuse(errors: Record<string, string>): Promise<void> {
    this.errors = errors;
    const count = Object.values(errors).filter(Boolean).length;
    this.say(count > 1 ? `${count} réponses sont à corriger.` : 'Une réponse est à corriger.');
    await this.updateComplete;
    const first = this.form.champs.find((field) => errors[field.id]);
    if (first) (this.getRootNode() as ShadowRoot).getElementById(this.id_(first.id))?.focus();
  }
}

if (!customElements.get('contrat-filiere-formulaire')) customElements.define('contrat-filiere-formulaire', FormElement);
