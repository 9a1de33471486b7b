// The web channel's requests, as functions. Every failure is an ApiError.

import type { Answers, Message, Sent } from './contract.js';

const NETWORK = 'La connexion avec l’assistant est interrompue.';
const SLOW = 'L’assistant met trop de temps à répondre.';
const UNREADABLE = 'L’assistant a donné une réponse illisible.';

/** Milliseconds after which a request is given up. */
const PATIENCE = 30_000;

export class ApiError extends Error {
  constructor(
    /** HTTP status; 0 where no answer came. */
    readonly status: number,
    readonly code: string | undefined,
    message: string,
    /** What is wrong in each field of a form. */
    readonly fields: Record<string, string> = {},
  ) {
    super(message);
  }

  /** Whether the conversation is no longer there, so that only a new one can help. */
  get isGone(): boolean {
    return this.status === 401 || this.code === 'session_introuvable';
  }

  /** Whether the same request can be sent again as it is. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export interface Opened {
  session: string;
  messages: Message[];
}

export class Api {
  /** `base`: the address of the folder that the script came from. */
  constructor(private readonly base: string) {}

  /** Opens a conversation, from the page of a scheme or of none, in a webinar's room or in none. */
  open(rubrique: string | null, salle: string | null): Promise<Opened> {
    return this.request('POST', 'sessions', { body: salle ? { rubrique, salle } : { rubrique } });
  }

  /** Sends a message. The same `key` again gets the same reply again, and nothing is said twice. */
  async send(token: string, body: Sent, key: string): Promise<Message[]> {
    return (await this.request<{ messages: Message[] }>('POST', 'messages', { token, body, key })).messages;
  }

  /** Returns the conversation so far. */
  async transcript(token: string): Promise<Message[]> {
    return (await this.request<{ messages: Message[] }>('GET', 'messages', { token })).messages;
  }

  /** Deletes the conversation; one that is already gone is fine. */
  async erase(token: string): Promise<void> {
    try {
      await this.request('DELETE', 'sessions', { token });
    } catch (error) {
      if (!(error instanceof ApiError && error.isGone)) throw error;
    }
  }

  /** Returns the address of the summary's page, which is good for a while. */
  async summary(token: string): Promise<string> {
    const { url } = await this.request<{ url: string }>('POST', 'synthese', { token });
    return new URL(url, this.base).href;
  }

  /** Sends the answers to a form; returns what to say of it. */
  async answer(token: string, formulaire: string, reponses: Answers): Promise<string> {
    const body = { formulaire, reponses };
    return (await this.request<{ message: string }>('POST', 'questionnaires', { token, body })).message;
  }

  private async request<Result>(
    method: string,
    path: string,
    { token, body, key }: { token?: string; body?: unknown; key?: string },
  ): Promise<Result> {
    const headers: Record<string, string> = {};
    if (token) headers['Authorization'] = `Bearer ${token}`;
    if (key) headers['Idempotency-Key'] = key;
    if (body) headers['Content-Type'] = 'application/json';
    let response: Response;
    let text: string;
    try {
      response = await fetch(new URL(`webhooks/web/${path}`, this.base), {
        method,
        headers,
        body: body ? JSON.stringify(body) : null,
        cache: 'no-store',
        credentials: 'omit',
        signal: AbortSignal.timeout(PATIENCE),
      });
      text = await response.text();
    } catch (error) {
      const slow = error instanceof DOMException && error.name === 'TimeoutError';
      throw new ApiError(0, 'reseau', slow ? SLOW : NETWORK);
    }
    if (response.status === 204) return undefined as Result;
    let content;
    try {
      content = JSON.parse(text);
    } catch {
      throw new ApiError(response.ok ? 0 : response.status, 'illisible', UNREADABLE);
    }
    if (!response.ok) {
      const { code, message, champs } = content?.erreur ?? {};
      throw new ApiError(response.status, code, message ?? UNREADABLE, champs);
    }
    return content;
  }
}
