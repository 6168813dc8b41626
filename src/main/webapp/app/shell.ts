import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { problemOf, sessionEnded, unreachable } from './api';
import type { Me, Problem } from './client';
import { Part } from './parts/part';
import { say } from './parts/said';
import { places } from './routes';
import { find, goTo, here } from './router';
import { signOut, whoIsHere } from './session';
import { texts } from './texts';
import './views/sign-in';

/** For whoever has such a link, signed in or not. */
const LINKED = {
  pattern: '/password/:token',
  load: () => import('./views/set-password'),
  show: ({ token }: Record<string, string>) => html`<set-password .token=${token}></set-password>`,
};

/** The frame of every page: who is signed in, where one can go, and the view that is open. */
class SchoolConsole extends Part {
  private me: Me | undefined;
  private problem: Problem | undefined;
  private asked = false;
  private ended = false;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.moved);
    sessionEnded.addEventListener('ended', this.lost);
    void this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.moved);
    sessionEnded.removeEventListener('ended', this.lost);
  }

  private readonly moved = () => {
    void this.open();
  };

  private readonly lost = () => {
    this.ended = true;
    this.requestUpdate();
  };

  private async begin(): Promise<void> {
    this.problem = undefined;
    try {
      this.me = await whoIsHere();
    } catch (error) {
      const problem = await problemOf(error);
      if (problem.status !== 401) {
        this.problem = problem;
      }
    }
    this.asked = true;
    await this.open();
  }

  /** The code of a view is there before it is shown. */
  private async open(): Promise<void> {
    const first = this.menu()[0];
    if (first && here() === '/') {
      goTo(first.pattern);
      return;
    }
    if (this.me) {
      this.problem = undefined;
    }
    try {
      await find([LINKED, ...places], here())?.route.load();
    } catch {
      this.problem = unreachable();
    }
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  private menu() {
    const me = this.me;
    return me ? places.filter((place) => place.menu && place.for(me)) : [];
  }

  private async leave(): Promise<void> {
    try {
      await signOut();
      this.me = undefined;
      goTo('/');
      this.requestUpdate();
    } catch (error) {
      say((await problemOf(error)).detail);
    }
  }

  private async entered(me: Me): Promise<void> {
    const same = this.me?.id === me.id;
    this.me = me;
    this.ended = false;
    if (same) {
      this.requestUpdate();
    } else {
      await this.open();
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.asked) {
      return nothing;
    }
    if (this.problem) {
      return html`<main class="alone" role="alert">
        <h1>${this.problem.title}</h1>
        <p>${this.problem.detail}</p>
        <button type="button" @click=${() => void this.begin()}>${texts.states.again}</button>
      </main>`;
    }
    const signedIn = (event: CustomEvent<Me>) => void this.entered(event.detail);
    const link = find([LINKED], here());
    if (link) {
      return html`<main class="alone">${LINKED.show(link.parameters)}</main>`;
    }
    if (!this.me) {
      return html`<main class="alone"><sign-in @signed-in=${signedIn}></sign-in></main>`;
    }
    const found = find(places, here());
    return html`
      <a class="skip" href="#content" @click=${(event: Event) => this.skip(event)}>${texts.skip}</a>
      <header>
        <a class="name" href="#/">${texts.title}</a>
        <nav aria-label=${texts.menu}>
          ${this.menu().map(
            (place) =>
              html`<a href=${`#${place.pattern}`} aria-current=${here().startsWith(place.pattern) ? 'page' : nothing}>${place.menu}</a>`,
          )}
        </nav>
        <span class="who">${this.me.name}</span>
        <button type="button" class="quiet" @click=${() => void this.leave()}>${texts.session.signOut}</button>
      </header>
      <main id="content" tabindex="-1">
        ${found ? keyed(here(), found.route.show(found.parameters, this.me)) : html`<p class="state">${this.menu().length ? texts.notFound : texts.nothingForRoles}</p>`}
      </main>
      ${this.ended
        ? html`<div class="over"><sign-in .email=${this.me.email} ended @signed-in=${signedIn}></sign-in></div>`
        : nothing}
      <p id="said" role="status" aria-live="polite"></p>
    `;
  }

  private skip(event: Event): void {
    event.preventDefault();
    this.querySelector<HTMLElement>('main')?.focus();
  }
}

customElements.define('school-console', SchoolConsole);
