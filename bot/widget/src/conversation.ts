// The conversation: opened, taken up after a reload, sent, sent again, restarted and erased. It knows no element.

import { Api, ApiError, type Opened } from './api.js';
import type { Answers, Message, Sent, SentForm } from './contract.js';
import { storage } from './storage.js';

export interface Notice {
  kind: 'panne' | 'fait';
  text: string;
  /** The one thing to do about it: something to call, or a page to open. */
  label?: string;
  act?: () => void;
  url?: string;
}

/** What a conversation tells whoever shows it. */
export interface Listener {
  /** Something is to be shown anew. */
  changed(): void;
  /** These are new, the assistant's, and not read out yet. */
  arrived(messages: Message[]): void;
  /** What the person sent is shown, or what they wait for is. */
  sent(): void;
  /** Something went wrong, or is done: to be read out. */
  noticed(text: string): void;
  /** These words can't be sent as they are; they are to be put where they can be changed. */
  refused(text: string, why: string): void;
}

interface Pending {
  body: Sent;
  /** What the person sees of it. */
  text: string;
  key: string;
}

const KEPT = 'Votre message est gardé ici.';
const GONE = 'Votre conversation a été effacée ou a expiré.';
const ERASED = 'Vos données sont effacées.';

/** An id for a message; crypto.randomUUID only exists over https and on localhost. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const now = (): string => new Date().toISOString();

const byAssistant = (messages: Message[]): Message[] =>
  messages.map((message) => ({ ...message, auteur: 'assistant', heure: message.heure ?? now() }));

/** Whether the server has what was sent: it then ends what the person said. */
function has(messages: Message[], { body, text }: Pending): boolean {
  const last = messages.findLast((message) => message.auteur === 'personne');
  return !!last && ('choice' in body ? last.type === 'texte' && last.choice === body.choice : last.text === text);
}

export class Conversation {
  messages: Message[] = [];
  /** Something was asked of the server, and it has not answered. */
  busy = false;
  notice: Notice | null = null;
  /** What the person sent last, as long as it has no reply. */
  pending: Pending | null = null;

  private token = storage.get('session');
  private begun = false;
  /** The forms that were sent, by their ids. */
  private forms: Record<string, SentForm> = JSON.parse(storage.get('formulaires') ?? '{}');

  constructor(
    private readonly api: Api,
    private readonly listener: Listener,
    private readonly rubrique: () => string | null,
    private readonly salle: () => string | null,
  ) {}

  /** Whether there is a conversation to write in. */
  get isOpen(): boolean {
    return this.token !== null && this.messages.length > 0;
  }

  /** Whether a message could not be sent, and waits for « Réessayer ». */
  get isStuck(): boolean {
    return this.pending !== null && !this.busy;
  }

  /** Opens a conversation, or takes up the tab's; again: does nothing. */
  begin(): void {
    if (this.begun) return;
    this.begun = true;
    void this.start();
  }

  private async start(): Promise<void> {
    this.wait();
    try {
      if (this.token) await this.resume();
      else await this.openNew();
    } catch (error) {
      this.failedToStart(error as ApiError);
      return;
    }
    this.settle();
    if (this.pending) await this.deliver({ again: true });
  }

  private async openNew(): Promise<void> {
    const opened = await this.openWith(this.rubrique(), this.salle());
    this.token = opened.session;
    storage.set('session', opened.session);
    this.messages = byAssistant(opened.messages);
    this.listener.arrived(this.messages);
  }

  /** A page that names a scheme which the edition does not have, a room that is none, or both, still gets its assistant. */
  private async openWith(rubrique: string | null, salle: string | null): Promise<Opened> {
    try {
      return await this.api.open(rubrique, salle);
    } catch (error) {
      const { code } = error as ApiError;
      if (rubrique && code === 'rubrique_inconnue') return this.openWith(null, salle);
      if (salle && code === 'salle_invalide') return this.openWith(rubrique, null);
      throw error;
    }
  }

  private async resume(): Promise<void> {
    this.messages = await this.api.transcript(this.token!);
    this.pending = JSON.parse(storage.get('envoi') ?? 'null');
    if (this.pending && !has(this.messages, this.pending)) this.showSent(this.pending);
    this.listener.sent();
  }

  private failedToStart(error: ApiError): void {
    this.settle();
    if (this.token && error.isGone) {
      this.forget();
      this.notify({ kind: 'panne', text: GONE, label: 'Nouvelle conversation', act: () => this.start() });
    } else {
      this.notify({ kind: 'panne', text: error.message, label: 'Réessayer', act: () => this.start() });
    }
  }

  /** Sends something; false where it can't be now, because something else is on its way. */
  send(body: Sent, text: string): boolean {
    if (this.busy || this.pending || !this.isOpen) return false;
    this.pending = { body, text, key: newKey() };
    storage.set('envoi', JSON.stringify(this.pending));
    this.showSent(this.pending);
    this.listener.sent();
    void this.deliver();
    return true;
  }

  /** Sends again what could not be sent. */
  retry(): void {
    if (this.isStuck) void this.deliver();
  }

  private showSent({ body, text }: Pending): void {
    const choice = 'choice' in body ? { choice: body.choice } : {};
    this.messages = [...this.messages, { type: 'texte', text, auteur: 'personne', heure: now(), ...choice }];
  }

  /**
   * Sends what is pending. The same key goes with each try, so that the server answers it once; `again`, after a
   * reload, one can't tell what of the reply was already shown.
   */
  private async deliver({ again = false } = {}): Promise<void> {
    const pending = this.pending!;
    this.wait();
    try {
      const shown = this.messages.length;
      const replies = await this.api.send(this.token!, pending.body, pending.key);
      if (again) {
        this.messages = await this.api.transcript(this.token!);
        this.done();
        this.listener.arrived(this.messages.slice(shown).filter((message) => message.auteur === 'assistant'));
      } else {
        const said = byAssistant(replies);
        this.messages = [...this.messages, ...said];
        this.done();
        this.listener.arrived(said);
      }
    } catch (error) {
      await this.failedToSend(pending, error as ApiError);
    }
  }

  private done(): void {
    this.pending = null;
    storage.remove('envoi');
    this.settle();
  }

  private async failedToSend(pending: Pending, error: ApiError): Promise<void> {
    this.settle();
    if (error.isPassing) {
      this.notify({ kind: 'panne', text: `${error.message} ${KEPT}`, label: 'Réessayer', act: () => this.retry() });
      return;
    }
    this.done();
    const words = 'text' in pending.body ? pending.body.text : '';
    if (error.isGone) {
      this.forget();
      this.listener.refused(words, '');
      this.notify({ kind: 'panne', text: GONE, label: 'Nouvelle conversation', act: () => this.start() });
      return;
    }
    // As the server has it: the refused message is not there, and the choices that were offered still are.
    this.messages = await this.api.transcript(this.token!).catch(() => this.messages);
    this.listener.changed();
    this.listener.refused(words, error.message);
  }

  /** Erases the conversation and opens a new one. */
  startOver(): Promise<void> {
    return this.replace(() => this.start());
  }

  /** Erases everything that is kept of the conversation, here and on the server. */
  erase(): Promise<void> {
    return this.replace(() => {
      this.notify({ kind: 'fait', text: ERASED, label: 'Nouvelle conversation', act: () => this.start() });
    });
  }

  /** Erases, then does `next`; where it can't be erased, says so and keeps everything. */
  private async replace(next: () => unknown): Promise<void> {
    if (this.busy) return;
    this.wait();
    try {
      if (this.token) await this.api.erase(this.token);
    } catch (error) {
      this.settle();
      const text = `Rien n’a été effacé. ${(error as ApiError).message}`;
      this.notify({ kind: 'panne', text, label: 'Réessayer', act: () => this.replace(next) });
      return;
    }
    this.forget();
    this.settle();
    next();
  }

  /** Returns the address of the summary. Raises an ApiError. */
  summary(): Promise<string> {
    return this.api.summary(this.token!);
  }

  /** Sends the answers to a form and returns them with what to say of them. Raises an ApiError. */
  async answer(form: string, answers: Answers): Promise<SentForm> {
    const thanks = await this.api.answer(this.token!, form, answers);
    this.forms = { ...this.forms, [form]: { answers, thanks } };
    storage.set('formulaires', JSON.stringify(this.forms));
    return this.forms[form]!;
  }

  /** What this conversation sent of a form, if it did. */
  sentForm(form: string): SentForm | null {
    return this.forms[form] ?? null;
  }

  notify(notice: Notice): void {
    this.notice = notice;
    this.listener.changed();
    this.listener.noticed(notice.text);
  }

  dismiss(): void {
    this.notice = null;
    this.listener.changed();
  }

  private forget(): void {
    this.token = null;
    this.pending = null;
    this.messages = [];
    this.forms = {};
    storage.remove('session', 'envoi', 'formulaires');
  }

  private wait(): void {
    this.busy = true;
    this.dismiss();
  }

  private settle(): void {
    this.busy = false;
    this.listener.changed();
  }
}
