// The slides « Des questions ? » of a webinar: which one is shown, full screen, and the questions of the room.

const POLL = 2000; // milliseconds between an answer and the next request
const PAUSE = 120; // milliseconds between the emptying of a live region and what is put in it
const byId = (id) => document.getElementById(id);

// From the origin: the page's own address may hold the password, which fetch refuses.
const ask = (path, options) => fetch(new URL(path, location.origin), options);

async function openRoom() {
  const response = await ask('/webinaire/salle', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}',
  });
  if (!response.ok) throw new Error(response.statusText);
}

if (byId('ouvrir')) {
  byId('ouvrir').addEventListener('click', async () => {
    try {
      await openRoom();
      location.reload();
    } catch {
      byId('panne').textContent = 'La salle n’a pas pu être ouverte. Vérifiez la connexion, puis réessayez.';
    }
  });
} else {
  present();
}

function present() {
  const slides = [...document.querySelectorAll('.diapositive')];
  const plural = new Intl.PluralRules('fr');
  const people = (count) => `${count.toLocaleString('fr')} ${plural.select(count) === 'one' ? 'personne' : 'personnes'}`;
  let current = 0;
  let timer = 0;
  let saying = 0;
  let asking = null;

  // --- which slide

  function show(index) {
    current = Math.min(Math.max(index, 0), slides.length - 1);
    slides.forEach((slide, at) => { slide.hidden = at !== current; });
    const rank = `${current + 1} sur ${slides.length}`;
    byId('rang').textContent = rank;
    byId('precedente').setAttribute('aria-disabled', String(current === 0));
    byId('suivante').setAttribute('aria-disabled', String(current === slides.length - 1));
    // A reload shows the same slide again.
    history.replaceState(null, '', `#${slides[current].dataset.dispositif}`);
    refresh();
    return rank;
  }

  function go(step) {
    const before = current;
    const rank = show(current + step);
    if (current !== before) announce(`Diapositive ${rank} : ${slides[current].querySelector('.dispositif').textContent}.`);
  }

  function showFromAddress() {
    show(slides.findIndex((slide) => `#${slide.dataset.dispositif}` === location.hash));
  }

  // --- the questions

  async function refresh() {
    clearTimeout(timer);
    asking?.abort();
    const mine = asking = new AbortController();
    const slide = slides[current];
    try {
      const query = new URLSearchParams({ dispositif: slide.dataset.dispositif });
      const response = await ask(`/webinaire/questions?${query}`, { signal: mine.signal });
      if (!response.ok) throw new Error(response.statusText);
      draw(slide, await response.json());
      byId('panne').hidden = true;
    } catch (error) {
      if (mine.signal.aborted) return;
      byId('panne').hidden = false;
    }
    if (mine.signal.aborted) return;
    timer = setTimeout(refresh, POLL);
  }

  function draw(slide, { questions, personnes, ouverte }) {
    const list = slide.querySelector('.questions');
    const shown = new Map([...list.children].map((item) => [item.dataset.article, item]));
    const items = questions.map((question) => fill(shown.get(question.id) ?? newItem(question.id), question));
    // Touched only where something changed: nothing flickers, nothing is read again.
    if (items.length !== list.children.length || items.some((item, at) => list.children[at] !== item)) {
      const first = list.firstElementChild;
      list.replaceChildren(...items);
      if (items.length && items[0] !== first) announce(`Question la plus posée : ${questions[0].titre}`);
    }
    slide.querySelector('.attente').hidden = items.length > 0;
    fit();
    const since = new Intl.DateTimeFormat('fr', { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
    write(byId('depuis'), `${people(personnes)} depuis le ${since.format(new Date(ouverte)).replace(' à ', ', ')}`);
  }

  /** Sets the questions a little smaller where the slide would not fit the screen; a phone scrolls. */
  function fit() {
    const list = slides[current].querySelector('.questions');
    const isPage = matchMedia('(max-width: 48rem)').matches;
    for (const size of isPage ? [''] : ['', '0.95em', '0.9em', '0.85em']) {
      list.style.fontSize = size;
      if (document.documentElement.scrollHeight <= innerHeight) break;
    }
  }

  function newItem(article) {
    const item = document.getElementById('modele-question').content.firstElementChild.cloneNode(true);
    item.dataset.article = article;
    return item;
  }

  function fill(item, { titre, reponse, nombre }) {
    const [figure, unit] = people(nombre).split(' ');
    write(item.querySelector('strong'), figure);
    write(item.querySelector('span'), unit);
    write(item.querySelector('h2'), titre);
    write(item.querySelector('.reponse'), reponse);
    return item;
  }

  function write(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  /** Emptied first, so that the same words twice are heard twice. */
  function announce(text) {
    clearTimeout(saying);
    byId('annonce').textContent = '';
    saying = setTimeout(() => { byId('annonce').textContent = text; }, PAUSE);
  }

  // --- commands

  function toggleFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }

  byId('precedente').addEventListener('click', () => go(-1));
  byId('suivante').addEventListener('click', () => go(1));
  byId('plein-ecran').hidden = !document.fullscreenEnabled;
  byId('plein-ecran').addEventListener('click', toggleFullScreen);
  addEventListener('resize', fit);
  document.addEventListener('fullscreenchange', () => {
    byId('plein-ecran').textContent = document.fullscreenElement ? 'Quitter le plein écran' : 'Plein écran';
  });

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || byId('confirmation').open) return;
    // On a control these keys do what they always do there.
    if (event.key === ' ' && event.target.closest('button, summary, input')) return;
    if (['ArrowRight', 'PageDown', ' '].includes(event.key)) go(1);
    else if (['ArrowLeft', 'PageUp'].includes(event.key)) go(-1);
    else if (event.key.toLowerCase() === 'f' && byId('touche-f').checked && document.fullscreenEnabled) toggleFullScreen();
    else return;
    event.preventDefault();
  });

  byId('remettre').addEventListener('click', () => byId('confirmation').showModal());
  byId('confirmation').addEventListener('close', async () => {
    if (byId('confirmation').returnValue !== 'oui') return;
    byId('confirmation').returnValue = '';
    // Stays until the next try: that the questions come again does not mean that they were counted anew.
    byId('panne-remise').hidden = true;
    try {
      await openRoom();
    } catch {
      byId('panne-remise').hidden = false;
      return;
    }
    refresh();
    announce('Le décompte repart de zéro.');
  });

  addEventListener('hashchange', showFromAddress);
  showFromAddress();
}
