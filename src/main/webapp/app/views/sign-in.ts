import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { Change } from '../parts/change';
import { Part } from '../parts/part';
import { signIn } from '../session';
import { texts } from '../texts';

/** Signing in: the whole page, or over a view whose session has ended and that keeps what was typed. */
class SignIn extends Part {
  static override properties = { email: {}, ended: { type: Boolean } };
  declare email: string;
  declare ended: boolean;
  private readonly change = new Change(this);

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
    await this.change.send(async () => {
      const me = await signIn(String(form.get('email')), String(form.get('password')));
      this.dispatchEvent(new CustomEvent('signed-in', { detail: me }));
    });
  }

  protected override render(): TemplateResult {
    return html`<form class="card sign-in" @submit=${(event: SubmitEvent) => void this.send(event)}>
      <h1>${texts.session.welcome}</h1>
      ${this.ended ? html`<p role="status">${texts.session.ended}</p>` : nothing}
      <label for="email">${texts.session.email}</label>
      <input id="email" name="email" type="email" required autocomplete="username" .value=${this.email} />
      <label for="password">${texts.session.password}</label>
      <input id="password" name="password" type="password" required autocomplete="current-password" />
      ${this.change.render()}
      <button type="submit" ?disabled=${this.change.busy}>${texts.session.signIn}</button>
    </form>`;
  }
}

customElements.define('sign-in', SignIn);
