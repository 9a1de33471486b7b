// The conversation on the page: what is shown, sent, sent again, taken up after a reload, restarted and erased.

import * as api from './api.js';
import { element, render, spoken } from './messages.js';

const MAX_LENGTH = 2000;
const WARN_FROM = 1800;
const STORED = { token: 'contrat-filiere.session', pending: 'contrat-filiere.envoi' };

const $ = (id) => document.getElementById(id);
const [log, state, announcer, form, input, sendButton, inputError] = [
  'journal', 'etat', 'annonce', 'saisie', 'texte', 'envoyer', 'erreur-saisie'].map($);

/** sessionStorage, or memory where the browser refuses it (some settings, inside a frame of another site). */
const memory = new Map();
const storage = {
  get(key) { try { return sessionStorage.getItem(key); } catch { return memory.get(key) ?? null; } },
  set(key, value) { try { sessionStorage.setItem(key, value); } catch { memory.set(key, value); } },
  remove(key) { memory.delete(key); try { sessionStorage.removeItem(key); } catch { /* nothing is stored */ } },
};

let token = storage.get(STORED.token);
let busy = false;

const rubrique = new URLSearchParams(location.search).get('rubrique');

// --- showing

/** Brings what just came into view: its end, or its beginning when it is too tall for the screen. */
function reveal(first, last) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const tall = last.getBoundingClientRect().bottom - first.getBoundingClientRect().top > innerHeight * 0.6;
  (tall ? first : last).scrollIntoView({ block: tall ? 'start' : 'end', behavior: calm ? 'auto' : 'smooth' });
}

/** Adds messages; `live` ones are read out and brought into view. */
function show(messages, { live = true } = {}) {
  const shown = messages.map((message) => render(message, pick));
  if (messages.length) closeChoices();
  log.append(...shown);
  if (!live || !shown.length) return;
  announcer.textContent = messages.filter((m) => m.auteur === 'assistant').map(spoken).join('\n');
  reveal(shown[0], shown.at(-1));
}

/** The choices shown so far can be read, and no longer be picked. */
function closeChoices() {
  for (const button of log.querySelectorAll('button.choix:not([aria-disabled])')) {
    button.setAttribute('aria-disabled', 'true');
    // Out of the way of the keyboard; the one that was just picked keeps the focus.
    button.tabIndex = -1;
  }
}

function markPicked(button) {
  button.classList.add('choisi');
  button.append(element('span.invisible', {}, ' (votre choix)'));
}

function setBusy(value) {
  busy = value;
  sendButton.setAttribute('aria-disabled', String(value));
  log.setAttribute('aria-busy', String(value));
  state.replaceChildren(...(value ? [element('p.ecrit', {}, element('span.points', { 'aria-hidden': 'true' },
    element('span'), element('span'), element('span')), 'L’assistant écrit…')] : []));
  if (value) state.scrollIntoView({ block: 'nearest' });
}

/** Says what happened, with the one thing to do about it. */
function notify(message, label, act, kind = 'panne') {
  const button = element('button.principal', {
    type: 'button',
    click: () => {
      state.replaceChildren();
      // The button goes: the focus must not go with it.
      log.focus({ preventScroll: true });
      act();
    },
  }, label);
  state.replaceChildren(element(`div.avis.${kind}`, { role: 'alert' }, element('p', {}, message), button));
  state.scrollIntoView({ block: 'nearest' });
}

const now = () => new Date().toISOString();
const byAssistant = (messages) => messages.map((m) => ({ ...m, auteur: 'assistant', heure: m.heure ?? now() }));

// --- opening and resuming

async function start() {
  setBusy(true);
  try {
    if (token) await resume();
    else await openNew();
  } catch (error) {
    setBusy(false);
    if (token && error.isGone) {
      forget();
      notify('Votre conversation précédente a été effacée ou a expiré.', 'Nouvelle conversation', start);
    } else {
      notify(error.message, 'Réessayer', start);
    }
    return;
  }
  setBusy(false);
  const pending = JSON.parse(storage.get(STORED.pending) ?? 'null');
  if (pending) notify('Votre dernier message n’a peut-être pas reçu de réponse.', 'Réessayer', () => deliver({ ...pending, again: true }));
}

async function openNew() {
  let opened;
  try {
    opened = await api.open(rubrique);
  } catch (error) {
    if (error.code !== 'rubrique_inconnue') throw error;
    opened = await api.open(null);
  }
  remember(opened.session);
  log.replaceChildren();
  show(byAssistant(opened.messages));
}

async function resume() {
  const messages = await api.transcript(token);
  log.replaceChildren();
  const replies = messages.length - 1 - messages.findLastIndex((m) => m.auteur === 'personne');
  for (const [index, message] of messages.entries()) {
    const isOpen = index >= messages.length - replies;
    if (message.choice) {
      const buttons = log.querySelectorAll(`button.choix[data-choix="${CSS.escape(message.choice)}"]`);
      if (buttons.length) markPicked(buttons[buttons.length - 1]);
    }
    log.append(render(message, pick));
    if (!isOpen) closeChoices();
  }
  log.lastElementChild?.scrollIntoView({ block: 'end' });
}

function remember(session) {
  token = session;
  storage.set(STORED.token, token);
  form.hidden = false;
}

function forget() {
  token = null;
  form.hidden = true;
  storage.remove(STORED.token);
  storage.remove(STORED.pending);
  log.replaceChildren();
}

// --- sending

function pick(choice, button) {
  if (busy || button.getAttribute('aria-disabled')) return;
  closeChoices();
  markPicked(button);
  submit({ choice: choice.id }, choice.label);
}

function submit(body, text) {
  state.replaceChildren();
  log.append(render({ type: 'texte', text, auteur: 'personne', heure: now() }, pick));
  reveal(log.lastElementChild, log.lastElementChild);
  deliver({ body, text, key: newKey() });
}

/** crypto.randomUUID only exists over https and on localhost. */
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Sends a message. The same key goes with each try, so that the server answers it once. */
async function deliver(message) {
  storage.set(STORED.pending, JSON.stringify(message));
  setBusy(true);
  let replies;
  try {
    replies = await api.send(token, message.body, message.key);
    // After a reload one can't tell which messages are already shown.
    if (message.again) await resume();
  } catch (error) {
    setBusy(false);
    failed(message, error);
    return;
  }
  storage.remove(STORED.pending);
  setBusy(false);
  if (message.again) return;
  show(byAssistant(replies));
}

async function failed(message, error) {
  if (error.isPassing) {
    notify(error.message, 'Réessayer', () => deliver(message));
    return;
  }
  storage.remove(STORED.pending);
  // The words go back where they can be changed.
  if (message.body.text !== undefined) {
    input.value = message.body.text;
    resize();
  }
  if (error.isGone) {
    forget();
    notify('Cette conversation a été effacée ou a expiré.', 'Nouvelle conversation', start);
    return;
  }
  await resume().catch(() => {});
  refuse(error.message);
}

function refuse(message) {
  inputError.textContent = message;
  input.setAttribute('aria-invalid', 'true');
  input.focus();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (busy) return;
  if (!text) { refuse('Écrivez quelques mots avant d’envoyer.'); return; }
  if (tooLong()) return;
  input.value = '';
  resize();
  closeChoices();
  submit({ text }, text);
});

const length = () => [...input.value.trim()].length;

function tooLong() {
  if (length() <= MAX_LENGTH) return false;
  refuse(`Votre message compte ${length()} caractères, la limite est de ${MAX_LENGTH}. Raccourcissez-le avant d’envoyer.`);
  return true;
}

input.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

input.addEventListener('input', () => {
  const count = length();
  input.removeAttribute('aria-invalid');
  inputError.textContent = count > WARN_FROM ? `${count} caractères sur ${MAX_LENGTH}` : '';
  resize();
});

function resize() {
  input.style.height = 'auto';
  input.style.height = `${input.scrollHeight + 2}px`;
}

// --- starting over and erasing

function confirmed(title, text, label) {
  const dialog = $('confirmation');
  $('confirmation-titre').textContent = title;
  $('confirmation-texte').textContent = text;
  $('confirmation-oui').textContent = label;
  dialog.returnValue = 'non';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'oui'), { once: true });
  });
}

$('recommencer').addEventListener('click', async () => {
  if (busy) return;
  const sure = await confirmed('Recommencer ?', 'Une nouvelle conversation s’ouvre et celle-ci est effacée.', 'Recommencer');
  if (!sure) return;
  await replaceConversation(start);
});

$('effacer').addEventListener('click', async () => {
  if (busy) return;
  const sure = await confirmed('Effacer vos données ?',
    'Tout ce que vous avez écrit ici est supprimé du serveur, tout de suite et pour de bon.', 'Effacer');
  if (!sure) return;
  await replaceConversation(() => notify('Vos données sont effacées.', 'Nouvelle conversation', start, 'fait'));
});

/** Erases the conversation, then does `next`; if it can't be erased, says so and keeps everything. */
async function replaceConversation(next) {
  setBusy(true);
  try {
    if (token) await api.erase(token);
  } catch (error) {
    setBusy(false);
    notify(`Rien n’a été effacé. ${error.message}`, 'Réessayer', () => replaceConversation(next));
    return;
  }
  forget();
  setBusy(false);
  next();
}

form.hidden = !token;
start();
