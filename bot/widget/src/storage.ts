// What the tab remembers: sessionStorage, or memory where the browser refuses it (some settings, inside a frame).

const PREFIX = 'contrat-filiere.';
const memory = new Map<string, string>();

export type Key = 'session' | 'envoi' | 'formulaires' | 'ouvert';

export const storage = {
  get(key: Key): string | null {
    try {
      return sessionStorage.getItem(PREFIX + key);
    } catch {
      return memory.get(key) ?? null;
    }
  },
  set(key: Key, value: string): void {
    try {
      sessionStorage.setItem(PREFIX + key, value);
    } catch {
      memory.set(key, value);
    }
  },
  remove(...keys: Key[]): void {
    for (const key of keys) {
      memory.delete(key);
      try {
        sessionStorage.removeItem(PREFIX + key);
      } catch {
        // Nothing is stored there.
      }
    }
  },
};
