// What screen readers are told: one polite announcement at a time.

/** Milliseconds between the moment a region is there, or is emptied, and what is put in it. */
const PAUSE = 120;

/**
 * A live region in the light DOM, since some screen readers hear none inside a shadow root. It is there, empty, well
 * before the first announcement.
 */
export class Announcer {
  private readonly region = document.createElement('div');
  private timer = 0;

  /** Puts the region into `host`, under the slot « annonce ». */
  mount(host: HTMLElement): void {
    this.region.slot = 'annonce';
    this.region.setAttribute('role', 'status');
    if (this.region.parentElement !== host) host.append(this.region);
  }

  /** Says `text`. Emptied first, so that the same words twice are heard twice. */
  say(text: string): void {
    if (!text) return;
    clearTimeout(this.timer);
    this.region.textContent = '';
    this.timer = window.setTimeout(() => {
      this.region.textContent = text;
    }, PAUSE);
  }
}
