// Puts the assistant into another page: <script src="https://…/widget.js" defer data-rubrique="structuration"></script>
// A button opens the chat page in a frame. Styles are set property by property: a policy without unsafe-inline allows it.
(() => {
  const script = document.currentScript;
  const origin = new URL(script.src).origin;
  const rubrique = script.dataset.rubrique;
  const address = new URL('/', origin);
  if (rubrique) address.searchParams.set('rubrique', rubrique);

  const style = (target, properties) => {
    for (const [name, value] of Object.entries(properties)) target.style.setProperty(name, value);
  };

  const button = document.createElement('button');
  button.type = 'button';
  button.lang = 'fr';
  button.textContent = 'Une question sur les aides ?';
  button.setAttribute('aria-expanded', 'false');
  style(button, {
    position: 'fixed', right: '16px', bottom: '16px', 'z-index': '2147483646', padding: '12px 18px', border: '0',
    'border-radius': '24px', background: script.dataset.couleur || '#94291f', color: '#fff',
    font: '600 16px/1.3 system-ui, sans-serif', cursor: 'pointer', 'box-shadow': '0 4px 14px rgb(0 0 0 / 25%)',
  });

  const frame = document.createElement('iframe');
  frame.title = 'Assistant du Contrat de filière';
  frame.hidden = true;
  style(frame, {
    position: 'fixed', right: '16px', bottom: '76px', 'z-index': '2147483646', width: 'min(420px, calc(100vw - 32px))',
    height: 'min(680px, calc(100dvh - 96px))', border: '1px solid #dccfc0', 'border-radius': '16px',
    background: '#faf5ee', 'box-shadow': '0 8px 30px rgb(0 0 0 / 25%)',
  });

  button.addEventListener('click', () => {
    // Loaded at the first opening: a visitor who does not open it opens no conversation.
    if (!frame.src) frame.src = address.href;
    frame.hidden = !frame.hidden;
    button.setAttribute('aria-expanded', String(!frame.hidden));
    button.textContent = frame.hidden ? 'Une question sur les aides ?' : 'Fermer l’assistant';
    if (!frame.hidden) frame.focus();
  });

  document.body.append(frame, button);
})();
