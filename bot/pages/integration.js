// The line that puts the assistant into a site: made from the choices, seen at work, copied.

import { contrast } from './integration-contraste.js';

const TEXT_NEEDS = 4.5;
const OUTLINE_NEEDS = 3;

/** What the names of all that the example keeps in the tab begin with, as the widget has it. */
const PREVIEW = 'contrat-filiere-apercu.';

const byId = (id) => document.getElementById(id);
const frame = byId('apercu');

// --- the choices

/** Reads `#rrggbb` or `#rgb`, in capitals or not; null for anything else. */
function readColour(text) {
  const short = /^#?([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text.trim());
  const long = /^#?([0-9a-f]{6})$/i.exec(text.trim());
  if (long) return `#${long[1]}`.toLowerCase();
  return short ? `#${short.slice(1).map((digit) => digit + digit).join('')}`.toLowerCase() : null;
}

function markInvalid(field, isInvalid) {
  if (isInvalid) field.setAttribute('aria-invalid', 'true');
  else field.removeAttribute('aria-invalid');
}

/** Ties a palette and a text field together; `changed` is called with each colour that can be read. */
function colourField(id, changed) {
  const [text, palette, error] = [byId(id), byId(`${id}-palette`), byId(`${id}-erreur`)];
  const field = { value: readColour(text.value) };
  const take = (colour) => {
    error.textContent = colour ? '' : 'Écrivez un code comme #94291f : un dièse et six chiffres ou lettres de a à f.';
    markInvalid(text, !colour);
    if (!colour) return;
    field.value = palette.value = colour;
    changed();
  };
  palette.addEventListener('input', () => {
    text.value = palette.value;
    take(palette.value);
  });
  text.addEventListener('change', () => take(readColour(text.value)));
  text.addEventListener('input', () => { if (readColour(text.value)) take(readColour(text.value)); });
  return field;
}

const colour = colourField('couleur', () => {
  show();
  const chat = frame.contentDocument?.querySelector('contrat-filiere-chat');
  if (chat) chat.couleur = colour.value;
});
const background = colourField('fond', () => {
  show();
  paint();
});

byId('rubrique').addEventListener('change', () => {
  show();
  // A conversation begun in the example belongs to the page that was chosen then.
  forgetPreview();
  const query = new URLSearchParams({ rubrique: byId('rubrique').value, couleur: colour.value });
  frame.src = `/integration/apercu?${query}`;
});

/** Erases the example's conversation, here and on the server; the tab's own stays. */
function forgetPreview() {
  const session = sessionStorage.getItem(`${PREVIEW}session`);
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREVIEW)) sessionStorage.removeItem(key);
  if (!session) return;
  const headers = { Authorization: `Bearer ${session}` };
  // One that can't be erased now goes when its time is over.
  fetch(new URL('/webhooks/web/sessions', location.origin), { method: 'DELETE', headers }).catch(() => {});
}

byId('choix').addEventListener('submit', (event) => event.preventDefault());

// --- what they make

function show() {
  const rubrique = byId('rubrique').value;
  const chosen = rubrique ? ` data-rubrique="${rubrique}"` : '';
  const line = byId('ligne');
  line.textContent = `<script src="${line.dataset.adresse}/widget.js" defer${chosen} data-couleur="${colour.value}"><\/script>`;
  byId('copie').textContent = '';
  showContrast();
}

function paint() {
  const page = frame.contentDocument?.documentElement;
  if (!page) return;
  page.style.setProperty('background-color', background.value);
  page.dataset.fond = contrast('#ffffff', background.value) > contrast('#000000', background.value) ? 'sombre' : 'clair';
}

function showContrast() {
  const onWhite = contrast('#ffffff', colour.value);
  const onBlack = contrast('#000000', colour.value);
  const isWhite = onWhite >= onBlack; // as the launcher chooses
  const around = contrast(background.value, colour.value);
  const darker = contrast('#000000', background.value) > contrast('#ffffff', background.value);
  byId('contraste').replaceChildren(
    verdict(`Texte ${isWhite ? 'blanc' : 'noir'} sur le bouton`, Math.max(onWhite, onBlack), TEXT_NEEDS, ''),
    verdict('Bouton sur le fond de votre page', around, OUTLINE_NEEDS,
      `Choisissez une couleur plus ${darker ? 'foncée' : 'claire'}.`),
  );
}

function verdict(what, ratio, needed, remedy) {
  const passes = ratio >= needed;
  // Rounded down: 4,49 is no 4,5.
  const figure = (Math.floor(ratio * 100) / 100).toLocaleString('fr');
  const line = document.createElement('p');
  line.className = passes ? 'suffisant' : 'insuffisant';
  line.textContent = `${what} : contraste ${passes ? 'suffisant' : 'insuffisant'}, ${figure} pour 1 `
    + `(il faut au moins ${needed.toLocaleString('fr')}). ${passes ? '' : remedy}`.trim();
  return line;
}

// --- copy

byId('copier').addEventListener('click', async () => {
  byId('copie').textContent = '';
  try {
    await navigator.clipboard.writeText(byId('ligne').textContent);
    byId('copie').textContent = 'Ligne copiée.';
  } catch {
    // Refused, or not there outside of a secure page.
    getSelection().selectAllChildren(byId('ligne'));
    byId('copie').textContent = 'La ligne est sélectionnée : copiez-la avec Ctrl + C (⌘ + C sur un Mac).';
  }
});

// --- sites

byId('verification').addEventListener('submit', (event) => {
  event.preventDefault();
  const result = byId('site-resultat');
  const origins = result.dataset.origines.split(' ').filter(Boolean);
  const origin = readOrigin(byId('site').value);
  markInvalid(byId('site'), !origin);
  if (!origin) {
    result.textContent = 'Écrivez l’adresse de votre site, par exemple https://www.exemple.fr.';
    return;
  }
  if (origin === location.origin || origins.includes(origin)) {
    result.textContent = `${origin} est autorisé : la ligne peut y être copiée.`;
    return;
  }
  const setting = document.createElement('code');
  setting.textContent = `ASSISTANT_ORIGINES="${[...origins, origin].join(' ')}"`;
  result.replaceChildren(
    `${origin} n’est pas encore autorisé. Demandez à qui héberge l’assistant de régler `, setting, ', puis de le relancer.',
  );
});

function readOrigin(text) {
  try {
    const url = new URL(text.includes('://') ? text : `https://${text}`);
    const isSite = /^https?:$/.test(url.protocol) && /\.|^localhost$/.test(url.hostname);
    return isSite ? url.origin : null;
  } catch {
    return null;
  }
}

frame.addEventListener('load', paint);
show();
paint();
