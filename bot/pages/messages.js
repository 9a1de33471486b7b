// Turns messages of the public contract into elements. Text only ever becomes text nodes.

/** Makes an element: `element('p.class', { attribute: … }, child, 'text', …)`; empty children are left out. */
export function element(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (value !== undefined && value !== null && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => child !== '' && child !== null && child !== undefined));
  return made;
}

const ICONS = {
  satisfait: 'M5 10.5l3.4 3.5L15 6.5',
  non_satisfait: 'M6 6l8 8M14 6l-8 8',
  inconnu: 'M7.6 7.6a2.5 2.5 0 1 1 3.7 2.2c-.8.5-1.3 1-1.3 1.9M10 14.6v.1',
  a_demander: 'M5.5 10h.1M10 10h.1M14.5 10h.1',
};

function icon(status) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', `icone ${status}`);
  svg.setAttribute('aria-hidden', 'true');
  const disc = document.createElementNS(svg.namespaceURI, 'circle');
  for (const [key, value] of Object.entries({ cx: 10, cy: 10, r: 9 })) disc.setAttribute(key, value);
  const path = document.createElementNS(svg.namespaceURI, 'path');
  path.setAttribute('d', ICONS[status] ?? ICONS.a_demander);
  svg.append(disc, path);
  return svg;
}

const NEW_WINDOW = ' (nouvelle fenêtre)';

function link(url, label) {
  if (!/^(https?|mailto):/.test(url)) return label;
  return element('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, label,
    element('span.invisible', {}, NEW_WINDOW));
}

/** Keeps French punctuation, amounts and quotes on the line of their word. */
const unbroken = (text) => text
  .replace(/ ([:;?!»€%])/g, '\u00a0$1')
  .replace(/« /g, '«\u00a0')
  .replace(/(\d) (?=\d{3}(?!\d))/g, '$1\u202f');

/** Splits a line at web addresses and **strong** words. */
function inline(line) {
  return unbroken(line).split(/(https?:\/\/[^\s<>«»"]*[^\s<>«»".,;:!?)]|\*\*[^*]+\*\*)/).map((part) => {
    if (/^https?:/.test(part)) return link(part, part);
    if (part.startsWith('**') && part.endsWith('**') && part.length > 4) return element('strong', {}, part.slice(2, -2));
    return part;
  });
}

/** Paragraphs and lists (« - ») of a text. */
export function prose(text) {
  const blocks = [];
  let list = null;
  let paragraph = null;
  for (const line of text.split('\n')) {
    const item = line.match(/^\s*[-•]\s+(.*)$/);
    if (item) {
      list ??= blocks[blocks.push(element('ul')) - 1];
      list.append(element('li', {}, ...inline(item[1])));
      paragraph = null;
    } else if (line.trim()) {
      if (paragraph) paragraph.append(element('br'), ...inline(line));
      else paragraph = blocks[blocks.push(element('p', {}, ...inline(line))) - 1];
      list = null;
    } else {
      list = null;
      paragraph = null;
    }
  }
  return blocks;
}

function sources(message) {
  if (!message.sources?.length) return null;
  const label = message.sources.length > 1 ? 'Sources' : 'Source';
  return element('p.source', {}, `${label} : ${message.sources.join(' ; ')}`);
}

const longDate = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

function day(iso) {
  return element('time', { datetime: iso }, longDate.format(new Date(`${iso}T00:00:00Z`)));
}

function section(title, items) {
  if (!items?.length) return null;
  return element('section', {}, element('h4', {}, title), element('ul', {}, ...items.map((item) => element('li', {}, ...inline(item)))));
}

function question(message) {
  const { posees, restantes_max: left } = message.progress ?? {};
  const progress = posees && element('p.avancement', {},
    element('progress', { max: posees + left, value: posees, 'aria-hidden': 'true' }),
    `Question ${posees}`, left ? ` · encore ${left} au plus` : ' · la dernière');
  const why = message.why && element('details.pourquoi', {},
    element('summary', {}, 'Pourquoi cette question ?'), ...prose(message.why));
  return [progress, ...prose(message.text), why];
}

function criteria(group) {
  return element('details.groupe', { open: group.statut !== 'satisfait' },
    element('summary', {}, icon(group.statut), ` ${group.titre} (${group.criteres.length})`),
    element('ul.criteres', {}, ...group.criteres.map((criterion) => element('li', {},
      icon(group.statut),
      element('div', {},
        element('strong', {}, criterion.libelle),
        element('p', {}, ...inline(criterion.explication)),
        criterion.source && element('p.source', {}, `Source : ${criterion.source}`))))));
}

function verdict(message) {
  const steps = message.etapes?.length && element('section', {}, element('h4', {}, 'Les prochaines étapes'),
    element('ol.etapes', {}, ...message.etapes.map((step) => element('li', {},
      element('strong', {}, step.titre, step.date && ' · ', step.date && day(step.date)), element('p', {}, ...inline(step.texte))))));
  const links = message.liens?.length && element('ul.liens', {},
    ...message.liens.map((target) => element('li', {}, link(target.url, target.titre))));
  return [element('article.verdict', {},
    element('h3', {}, message.titre ?? 'Votre résultat'),
    element('div.resume', {}, ...prose(message.resume ?? message.text)),
    message.ouverture && element('p.ouverture', {}, ...inline(message.ouverture)),
    message.volet && element('p.volet', {}, ...inline(message.volet)),
    ...(message.groupes ?? []).map(criteria),
    section('Ce qui changerait la réponse', message.ce_qui_changerait),
    section('Les montants', message.montants),
    section('Les documents à préparer', message.documents),
    steps, links,
    section('Les autres dispositifs', message.autres))];
}

function recap(message, choose) {
  const lines = message.text.split('\n').filter((line) => line.trim());
  const items = lines.filter((line) => line.startsWith('- '));
  const choices = message.choices ?? [];
  // One choice a line, in the lines' order: it corrects that line.
  if (!items.length || items.length !== choices.length) return [...prose(message.text), options(message, choose)];
  return [
    ...prose(lines.filter((line) => !line.startsWith('- ')).join('\n')),
    element('dl.recapitulatif', {}, ...items.map((line, index) => {
      const [label, ...value] = line.slice(2).split(' : ');
      return element('div', {}, element('dt', {}, label), element('dd', {}, unbroken(value.join(' : '))),
        element('dd', {}, option(choices[index], choose, 'Corriger')));
    })),
  ];
}

function questionnaire(message) {
  const text = message.url ? message.text.replace(message.url, '').trim() : message.text;
  return [...prose(text), message.url && element('p', {}, element('a.bouton.principal',
    { href: message.url, target: '_blank', rel: 'noopener noreferrer' }, 'Ouvrir le questionnaire',
    element('span.invisible', {}, NEW_WINDOW)))];
}

function option(choice, choose, label = choice.label) {
  const hidden = label !== choice.label && element('span.invisible', {}, ` : ${choice.label}`);
  return element('button.choix', { type: 'button', 'data-choix': choice.id, click: (event) => choose(choice, event.currentTarget) },
    label, hidden || '');
}

function options(message, choose) {
  if (!message.choices?.length) return null;
  return element('div.choix-liste', { role: 'group', 'aria-label': 'Réponses proposées' },
    ...message.choices.map((choice) => option(choice, choose)));
}

const BODIES = {
  question, verdict, questionnaire, recapitulatif: recap,
};

const clock = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

function time(iso) {
  const at = new Date(iso);
  const format = at.toDateString() === new Date().toDateString() ? clock : dayAndClock;
  return element('time', { datetime: iso }, format.format(at));
}

/** What is read out of a message when it arrives. */
export const spoken = (message) => (message.type === 'verdict' && message.resume
  ? [message.titre, message.resume, message.ouverture].filter(Boolean).join('. ')
  : message.text);

/**
 * The element of a message with `auteur` and `heure`. `choose(choice, button)` is called when a choice is picked.
 */
export function render(message, choose) {
  const mine = message.auteur === 'personne';
  const body = mine ? [element('p.mes-mots', {}, message.text)] : (BODIES[message.type] ?? ((m) => prose(m.text)))(message, choose);
  const hasOwnOptions = message.type === 'recapitulatif';
  return element(`div.message.${mine ? 'personne' : 'assistant'}.${message.type}`, {},
    element('p.auteur', {}, element('span', {}, mine ? 'Vous' : 'Assistant'), ' ', time(message.heure)),
    element('div.bulle', {}, ...body, sources(message)),
    mine || hasOwnOptions ? null : options(message, choose));
}
