import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import { Change } from '../parts/change';
import { Part } from '../parts/part';
import { texts } from '../texts';

const words = texts.password;

/** A password, by the link that an administrator has handed out: who has it needs no other. */
class SetPassword extends Part {
  static override properties = { token: {} };
  declare token: string;
  private readonly change = new Change(this);
  private done = false;

  private async send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const password = String(new FormData(event.target as HTMLFormElement).get('password'));
    await this.change.send(async () => {
      await api.session.setPassword({ LinkedPasswordRequest: { token: this.token, password } });
      this.done = true;
    });
  }

  protected override render(): TemplateResult {
    if (this.done) {
      return html`<div class="card"><p role="status">${words.done}</p><a class="button" href="#/">${texts.session.signIn}</a></div>`;
    }
    return html`<form class="card sign-in" @submit=${(event: SubmitEvent) => void this.send(event)}>
      <h1>${words.heading}</h1>
      <label for="password">${words.new}</label>
      <input id="password" name="password" type="password" required autocomplete="new-password" />
      ${this.change.render()}
      <button type="submit" ?disabled=${this.change.busy}>${words.set}</button>
    </form>`;
  }
}

customElements.define('set-password', SetPassword);
