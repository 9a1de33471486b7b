// The public contract of the web channel, as functions. Every failure is an ApiError.

export class ApiError extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** Whether the conversation is no longer there, so that only a new one can help. */
  get isGone() {
    return this.status === 401 || this.code === 'session_introuvable';
  }

  /** Whether the same message can be sent again as it is. */
  get isPassing() {
    return this.status === 0 || this.status === 408 || this.status >= 500;
  }
}

const NETWORK = 'La connexion avec l’assistant est interrompue. Votre message est gardé ici.';
const UNREADABLE = 'L’assistant a donné une réponse illisible. Réessayez dans un instant.';

async function request(method, path, { token, body, key } = {}) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (key) headers['Idempotency-Key'] = key;
  if (body) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(`/webhooks/web/${path}`, {
      method, headers, body: body && JSON.stringify(body), cache: 'no-store', credentials: 'omit',
    });
  } catch {
    throw new ApiError(0, 'reseau', NETWORK);
  }
  if (response.status === 204) return null;
  let content;
  try {
    content = await response.json();
  } catch {
    throw new ApiError(response.ok ? 0 : response.status, 'illisible', UNREADABLE);
  }
  if (!response.ok) {
    throw new ApiError(response.status, content.erreur?.code, content.erreur?.message ?? UNREADABLE);
  }
  return content;
}

/** Opens a conversation; `rubrique` is a scheme or null. Returns { session, messages }. */
export const open = (rubrique) => request('POST', 'sessions', { body: { rubrique } });

/** Sends { text } or { choice }. The same `key` again gets the same reply again. Returns the messages. */
export const send = async (token, body, key) => (await request('POST', 'messages', { token, body, key })).messages;

/** Returns the conversation so far, each message with `auteur` and `heure`. */
export const transcript = async (token) => (await request('GET', 'messages', { token })).messages;

/** Deletes the conversation; one that is already gone is fine. */
export async function erase(token) {
  try {
    await request('DELETE', 'sessions', { token });
  } catch (error) {
    if (!error.isGone) throw error;
  }
}
