// What a page loads: the element, and the launcher that its line of script asks for.

import { ChatElement } from './chat.js';
import { storage } from './storage.js';

const TAG = 'contrat-filiere-chat';

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;

if (script?.dataset['apercu'] !== undefined) storage.setApart();

ChatElement.base = new URL('.', script?.src ?? location.href).href;

/** A page that holds the element itself needs no launcher. */
function launch(): void {
  if (document.querySelector(TAG)) return;
  const { rubrique = null, couleur = null, salle = null } = script?.dataset ?? {};
  const element = document.createElement(TAG) as ChatElement;
  Object.assign(element, { lanceur: true, rubrique, couleur, salle });
  document.body.append(element);
}

if (!customElements.get(TAG)) {
  customElements.define(TAG, ChatElement);
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', launch, { once: true });
  else launch();
}
