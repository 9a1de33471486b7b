// The custom element: a launcher and its panel, or the conversation alone where the page is its own.

import { html, LitElement, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import { Announcer } from './announcer.js';
import { Api, type ApiError } from './api.js';
import { readable } from './colour.js';
import type { Choice, Message } from './contract.js';
import { Conversation, type Listener } from './conversation.js';
import { bubble, cross, logo } from './icons.js';
import { message, placed, spoken, type Deeds } from './messages.js';
import { storage } from './storage.js';
import styles from './styles.css';

/** Characters; the server refuses more. */
const MAX_LENGTH = 2000;
const WARN_FROM = 1800;

/** Where the panel takes the whole screen. */
const NARROW = '(max-width: 32em), (max-height: 30em)';

/** The server writes here how many days it keeps a conversation. */
const RETENTION_DAYS = Number('{retention_jours}');

const NAME = 'Assistant du Contrat de filière';
const STUCK = 'Votre message précédent n’est pas encore parti : choisissez d’abord « Réessayer ».';

interface Confirmation {
  title: string;
  text: string;
  label: string;
  act: () => Promise<void>;
}

export class ChatElement extends LitElement implements Listener {
  static override styles = unsafeCSS(styles);

  /** Address of the folder that the script came from, with its last slash. */
  static base = '';

  static override properties = {
    rubrique: {},
    salle: {},
    couleur: {},
    lanceur: { type: Boolean },
    selonAdresse: { type: Boolean, attribute: 'selon-adresse' },
    opened: { state: true },
    confirmation: { state: true },
    inputError: { state: true },
    isOffline: { state: true },
  };

  /** The scheme whose page this is. */
  declare rubrique: string | null;
  /** The webinar's room that the conversation belongs to. */
  declare salle: string | null;
  /** Colour of the launcher; one that is none is left aside. */
  declare couleur: string | null;
  /** Whether a button opens the conversation, rather than the page. */
  declare lanceur: boolean;
  /** Whether the page's own address names the scheme and the room. */
  declare selonAdresse: boolean;

  private declare opened: boolean;
  private declare confirmation: Confirmation | null;
  private declare inputError: string;
  private declare isOffline: boolean;

  private conversation!: Conversation;
  private readonly announcer = new Announcer();
  private readonly panel = createRef<HTMLDialogElement>();
  private readonly launcher = createRef<HTMLButtonElement>();
  private readonly log = createRef<HTMLElement>();
  private readonly input = createRef<HTMLTextAreaElement>();
  private readonly dialog = createRef<HTMLDialogElement>();
  private readonly narrow = matchMedia(NARROW);
  private readonly deeds: Deeds = {
    pick: (choice) => this.pick(choice),
    summarise: () => void this.summarise(),
    sendForm: (form, answers) => this.conversation.answer(form, answers),
    say: (text) => this.announcer.say(text),
    sentForm: (form) => this.conversation.sentForm(form),
  };

  constructor() {
    super();
    this.rubrique = null;
    this.salle = null;
    this.couleur = null;
    this.lanceur = false;
    this.selonAdresse = false;
    this.opened = false;
    this.confirmation = null;
    this.inputError = '';
    this.isOffline = !navigator.onLine;
  }

  // --- life

  override connectedCallback(): void {
    super.connectedCallback();
    this.lang ||= 'fr';
    this.announcer.mount(this);
    if (this.lanceur) {
      // What stands outside a page's own landmarks must be one.
      this.setAttribute('role', 'region');
      this.setAttribute('aria-label', NAME);
    }
    this.conversation ??= new Conversation(
      new Api(ChatElement.base),
      this,
      () => this.rubrique ?? this.fromAddress('rubrique'),
      () => this.salle ?? this.fromAddress('salle'),
    );
    this.narrow.addEventListener('change', this.fit);
    window.visualViewport?.addEventListener('resize', this.followKeyboard);
    window.visualViewport?.addEventListener('scroll', this.followKeyboard);
    addEventListener('online', this.connected);
    addEventListener('offline', this.connected);
    // A panel that was open stays so from page to page, but for one that would hide the page.
    if (!this.lanceur || (storage.get('ouvert') && !this.narrow.matches)) this.open({ focus: false });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.narrow.removeEventListener('change', this.fit);
    window.visualViewport?.removeEventListener('resize', this.followKeyboard);
    window.visualViewport?.removeEventListener('scroll', this.followKeyboard);
    removeEventListener('online', this.connected);
    removeEventListener('offline', this.connected);
  }

  private fromAddress(name: string): string | null {
    return this.selonAdresse ? new URLSearchParams(location.search).get(name) : null;
  }

  private readonly connected = (): void => {
    this.isOffline = !navigator.onLine;
    // The same key goes with it: it is not said twice.
    if (!this.isOffline) this.conversation.retry();
    else if (this.opened) this.announcer.say('Vous êtes hors connexion.');
  };

  /** Keeps the panel in what the virtual keyboard leaves to be seen; a magnified page is left alone. */
  private readonly followKeyboard = (): void => {
    const view = window.visualViewport!;
    if (Math.abs(view.scale - 1) > 0.01) return;
    const panel = this.panel.value;
    panel?.style.setProperty('--haut-visible', `${view.offsetTop}px`);
    panel?.style.setProperty('--hauteur-visible', `${view.height}px`);
  };

  // --- opening and closing

  private readonly toggle = (): void => {
    if (this.opened) this.close();
    else this.open({ focus: true });
  };

  private open({ focus }: { focus: boolean }): void {
    this.opened = true;
    if (this.lanceur) storage.set('ouvert', 'oui');
    this.conversation.begin();
    if (!this.lanceur) return;
    void this.updateComplete.then(() => {
      this.fit();
      if (!focus) return;
      // On a touch screen the text area would bring up the keyboard, and hide what there is to read.
      const target = matchMedia('(hover: hover)').matches ? this.input.value : this.panel.value?.querySelector('h2');
      target?.focus();
    });
  }

  private readonly close = (): void => {
    if (!this.opened) return;
    this.opened = false;
    storage.remove('ouvert');
    this.panel.value?.close();
    this.launcher.value?.focus();
  };

  /** Shows the panel beside the page or, where it takes the whole screen, in place of it: nothing behind has the focus. */
  private readonly fit = (): void => {
    const panel = this.panel.value;
    if (!panel || !this.opened) return;
    const modal = this.narrow.matches;
    if (panel.open && panel.matches(':modal') === modal) return;
    const focused = this.shadowRoot!.activeElement as HTMLElement | null;
    if (panel.open) panel.close();
    if (modal) panel.showModal();
    // Unlike show(), this leaves the focus where it is.
    else panel.open = true;
    this.requestUpdate();
    focused?.focus();
    this.followKeyboard();
  };

  private readonly closedByBrowser = (event: Event): void => {
    if (event.target === this.panel.value && !this.panel.value!.open) this.close();
  };

  private readonly keyOnPanel = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing || this.confirmation) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  };

  // --- what the conversation says

  changed(): void {
    this.requestUpdate();
  }

  arrived(messages: Message[]): void {
    this.announcer.say(messages.map(spoken).join('\n'));
    const ranks = this.conversation.messages.length - messages.length;
    void this.reveal(ranks);
  }

  sent(): void {
    this.requestUpdate();
    void this.reveal(this.conversation.messages.length - 1);
  }

  noticed(text: string): void {
    this.announcer.say(text);
    void this.reveal(null);
  }

  refused(text: string, why: string): void {
    if (text && this.input.value) {
      this.input.value.value = text;
      this.resize();
    }
    if (why) this.refuse(why);
  }

  /**
   * Brings into view the messages from `rank` on (null: what stands after them): their end, or their beginning where
   * they are too tall. Only the conversation scrolls, never the page around it.
   */
  private async reveal(rank: number | null): Promise<void> {
    await this.updateComplete;
    const log = this.log.value;
    if (!log) return;
    const scroller = log.scrollHeight > log.clientHeight ? log : log.closest<HTMLElement>('.panneau')!;
    const first = rank === null ? null : log.querySelectorAll<HTMLElement>('.message')[rank];
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const offset = first ? first.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop : Infinity;
    const end = scroller.scrollHeight - scroller.clientHeight;
    scroller.scrollTo({ top: Math.min(end, offset - 12), behavior: calm ? 'instant' : 'smooth' });
  }

  // --- writing

  private pick(choice: Choice): void {
    if (this.conversation.isStuck) this.refuse(STUCK, { focus: false });
    else this.conversation.send({ choice: choice.id }, choice.label);
  }

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const input = this.input.value!;
    const text = input.value.trim();
    if (this.conversation.busy || !this.conversation.isOpen) return;
    if (this.conversation.isStuck) this.refuse(STUCK);
    else if (!text) this.refuse('Écrivez quelques mots avant d’envoyer.');
    else if (length(text) > MAX_LENGTH) {
      this.refuse(`Votre message compte ${length(text)} caractères et la limite est de ${MAX_LENGTH} : raccourcissez-le.`);
    } else if (this.conversation.send({ text }, text)) {
      input.value = '';
      this.inputError = '';
      this.resize();
    }
  };

  private refuse(why: string, { focus = true } = {}): void {
    this.inputError = why;
    this.announcer.say(why);
    if (focus) this.input.value?.focus();
  }

  private readonly keyOnInput = (event: KeyboardEvent): void => {
    // 229: what Safari says of the Enter that ends a composition.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    (event.target as HTMLTextAreaElement).form!.requestSubmit();
  };

  private readonly typed = (): void => {
    const count = length(this.input.value!.value.trim());
    this.inputError = count > WARN_FROM ? `${count} caractères sur ${MAX_LENGTH}` : '';
    this.resize();
  };

  private resize(): void {
    const input = this.input.value!;
    input.style.setProperty('height', 'auto');
    input.style.setProperty('height', `${input.scrollHeight + 2}px`);
  }

  // --- what stands beside the conversation

  private async summarise(): Promise<void> {
    if (!this.conversation.isOpen) return;
    // Now: after the answer a browser would take it for a window that nobody asked for.
    const opened = window.open('', '_blank');
    if (opened) opened.opener = null;
    try {
      const url = await this.conversation.summary();
      if (opened) opened.location.replace(url);
      else this.conversation.notify({ kind: 'fait', text: 'Votre synthèse est prête.', label: 'Ouvrir ma synthèse', url });
    } catch (error) {
      opened?.close();
      const text = `Votre synthèse n’a pas pu être préparée. ${(error as ApiError).message}`;
      this.conversation.notify({ kind: 'panne', text, label: 'Réessayer', act: () => void this.summarise() });
    }
  }

  private readonly restart = (): void => {
    this.ask({
      title: 'Recommencer ?',
      text: 'Une nouvelle conversation s’ouvre et celle-ci est effacée.',
      label: 'Recommencer',
      act: () => this.conversation.startOver(),
    });
  };

  private readonly erase = (): void => {
    this.ask({
      title: 'Effacer vos données ?',
      text: 'Tout ce que vous avez écrit ici, formulaire compris, est supprimé du serveur, tout de suite et pour de bon.',
      label: 'Effacer',
      act: () => this.conversation.erase(),
    });
  };

  private ask(confirmation: Confirmation): void {
    if (this.conversation.busy) return;
    this.confirmation = confirmation;
    void this.updateComplete.then(() => {
      this.dialog.value!.returnValue = '';
      this.dialog.value!.showModal();
    });
  }

  private readonly answered = (event: Event): void => {
    event.stopPropagation();
    const confirmed = this.dialog.value!.returnValue === 'oui' ? this.confirmation : null;
    this.confirmation = null;
    void confirmed?.act();
  };

  private readonly actOnNotice = (act: () => void): void => {
    this.conversation.dismiss();
    // The button goes: the focus must not go with it.
    this.log.value?.focus({ preventScroll: true });
    act();
  };

  // --- showing

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('couleur')) return;
    const pair = readable(this.couleur);
    for (const [name, value] of [['--lanceur', pair?.background], ['--sur-lanceur', pair?.text]] as const) {
      if (value) this.style.setProperty(name, value);
      else this.style.removeProperty(name);
    }
  }

  protected override render(): TemplateResult {
    const isModal = this.lanceur && this.opened && this.narrow.matches;
    // A modal dialog silences what is outside of it.
    const announcements = html`<slot name="annonce"></slot>`;
    if (!this.lanceur) return html`${announcements}<div class="panneau page">${this.chat()}</div>`;
    return html`${isModal ? nothing : announcements}
      <button type="button" class="lanceur" aria-expanded=${this.opened} aria-controls="panneau" @click=${this.toggle}
        ${ref(this.launcher)}>${bubble}<span>Une question sur les aides ?</span></button>
      <dialog id="panneau" class="panneau" aria-labelledby="titre" @keydown=${this.keyOnPanel}
        @close=${this.closedByBrowser} ${ref(this.panel)}>${isModal ? announcements : nothing}${this.chat()}</dialog>`;
  }

  private chat(): TemplateResult {
    const { messages, busy, isOpen, isStuck } = this.conversation;
    return html`<div class="entete">
        ${logo}
        <div class="titres">${this.lanceur
          ? html`<h2 id="titre" tabindex="-1">${NAME}</h2>`
          : html`<h1 id="titre" tabindex="-1">${NAME}</h1>`}
          <p>Musiques actuelles et variétés en Occitanie</p></div>
        ${this.lanceur
          ? html`<button type="button" class="fermer" @click=${this.close}>${cross}<span
              class="invisible">Fermer l’assistant</span></button>`
          : nothing}
        <div class="outils">
          <button type="button" class="discret fenetre" aria-disabled=${isOpen ? nothing : 'true'}
            @click=${() => void this.summarise()}>Ma synthèse<span class="invisible"> (nouvelle fenêtre)</span></button>
          <button type="button" class="discret" @click=${this.restart}>Recommencer</button>
          <button type="button" class="discret" @click=${this.erase}>Effacer mes données</button>
        </div>
      </div>
      <div class="journal" role="log" aria-live="off" aria-label="Messages échangés" aria-busy=${busy} tabindex="0"
        ${ref(this.log)}>
        ${this.lanceur ? nothing : html`<h2 class="invisible">Conversation</h2>`}
        <ol>${repeat(placed(messages, isStuck), ({ rank }) => rank, (shown) => message(shown, this.deeds))}</ol>
        ${busy ? writing : nothing}${this.notice()}
      </div>
      ${this.composer()}${this.confirming()}`;
  }

  private notice(): unknown {
    const { notice, pending } = this.conversation;
    if (notice) {
      const { kind, text, label, act, url } = notice;
      return html`<div class="avis ${kind}"><p>${text}</p>
        ${act ? html`<button type="button" class="principal" @click=${() => this.actOnNotice(act)}>${label}</button>` : nothing}
        ${url
          ? html`<a class="bouton principal fenetre" href=${url} target="_blank" rel="noopener noreferrer">${label}<span
              class="invisible"> (nouvelle fenêtre)</span></a>`
          : nothing}</div>`;
    }
    if (!this.isOffline || pending) return nothing;
    return html`<div class="avis panne"><p>Vous êtes hors connexion. La conversation reprendra dès son retour.</p></div>`;
  }

  private composer(): TemplateResult {
    return html`<form class="saisie" novalidate @submit=${this.submit}>
      <label for="texte">Votre message</label>
      <div class="saisie-ligne">
        <textarea id="texte" rows="1" autocomplete="off" enterkeyhint="send" aria-describedby="erreur-saisie aide-saisie"
          aria-invalid=${this.inputError.endsWith('.') ? 'true' : nothing} @keydown=${this.keyOnInput}
          @input=${this.typed} ${ref(this.input)}></textarea>
        <button type="submit" class="principal" aria-disabled=${this.conversation.busy ? 'true' : nothing}>Envoyer</button>
      </div>
      <p id="erreur-saisie" class="erreur">${this.inputError}</p>
      <p id="aide-saisie" class="aide">Entrée envoie, Maj + Entrée va à la ligne.</p>
      <details class="donnees">
        <summary>Dans vos messages, ne donnez ni nom ni coordonnées : ils servent seulement à vous répondre.</summary>
        <p>Seul le questionnaire demande un nom et des coordonnées.
          Vous parlez à une machine, qui donne une indication et ne décide pas. La conversation est gardée sur le
          serveur de l’assistant pour que vous puissiez la reprendre, puis supprimée ${RETENTION_DAYS > 0
            ? `${RETENTION_DAYS} jours après votre dernier message`
            : 'après un délai que fixe l’équipe'}. « Effacer mes données » la supprime tout de suite. Aucun cookie,
          rien n’est transmis à un autre site.</p>
      </details>
    </form>`;
  }

  private confirming(): TemplateResult {
    const { title, text, label } = this.confirmation ?? { title: '', text: '', label: '' };
    const answer = (value: string) => (): void => this.dialog.value!.close(value);
    return html`<dialog class="confirmation" aria-labelledby="question" aria-describedby="consequence"
      @close=${this.answered} ${ref(this.dialog)}>
      <h2 id="question">${title}</h2>
      <p id="consequence">${text}</p>
      <div class="reponses">
        <button type="button" class="discret" @click=${answer('non')}>Annuler</button>
        <button type="button" class="principal" @click=${answer('oui')}>${label}</button>
      </div>
    </dialog>`;
  }
}

const writing = html`<p class="ecrit"><span class="points" aria-hidden="true"><i></i><i></i><i></i></span>L’assistant
  écrit…</p>`;

const length = (text: string): number => [...text].length;
