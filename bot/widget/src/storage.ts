// What the tab remembers: sessionStorage, or memory where the browser refuses it (some settings, inside a frame).

let prefix = 'contrat-filiere.';
const memory = new Map<string, string>();

export type Key = 'session' | 'envoi' | 'formulaires' | 'ouvert';

export const storage = {
  /** Keeps what follows apart from the tab's own conversation: for an example of a page. */
  setApart(): void {
    prefix = 'contrat-filiere-apercu.';
  },
  get(key: Key): string | null {
    try {
      return sessionStorage.getItem(prefix + key);
    } catch {
      return memory.get(key) ?? null;
    }
  },
  set(key: Key, value: string): void {
    try {
      sessionStorage.setItem(prefix + key, value);
    } catch {
      memory.set(key, value);
    }
  },
  remove(...keys: Key[]): void {
    for (const key of keys) {
      memory.delete(key);
      try {
        sessionStorage.removeItem(prefix + key);
      } catch {
        // Nothing is stored there.
      }
    }
  },
};
