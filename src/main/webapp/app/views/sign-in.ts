import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { problemOf } from '../api';
import type { Problem } from '../client';
import { Part } from '../parts/part';
import { signIn } from '../session';
import { texts } from '../texts';

/** Signing in: the whole page, or over a view whose session has ended and that keeps what was typed. */
class SignIn extends Part {
  static override properties = { email: {}, ended: { type: Boolean } };
  declare email: string;
  declare ended: boolean;
  private problem: Problem | undefined;
  private busy = false;

  constructor() {
    super();
    this.email = '';
    this.ended = false;
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLInputElement>(this.email ? '[name=password]' : '[name=email]')?.focus();
  }

  private async send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    this.problem = undefined;
    this.requestUpdate();
    try {
      const me = await signIn(String(form.get('email')), String(form.get('password')));
      this.dispatchEvent(new CustomEvent('signed-in', { detail: me }));
    } catch (error) {
      this.problem = await problemOf(error);
    }
    this.busy = false;
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`<form class="card sign-in" @submit=${(event: SubmitEvent) => void this.send(event)}>
      <h1>${texts.session.welcome}</h1>
      ${this.ended ? html`<p role="status">${texts.session.ended}</p>` : nothing}
      <label for="email">${texts.session.email}</label>
      <input id="email" name="email" type="email" required autocomplete="username" .value=${this.email} />
      <label for="password">${texts.session.password}</label>
      <input id="password" name="password" type="password" required autocomplete="current-password" />
      ${this.problem ? html`<p class="refused" role="alert">${this.problem.detail}</p>` : nothing}
      <button type="submit" ?disabled=${this.busy}>${texts.session.signIn}</button>
    </form>`;
  }
}

customElements.define('sign-in', SignIn);
