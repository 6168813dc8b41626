import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api, problemOf } from '../api';
import type { Problem } from '../client';
import { Part } from '../parts/part';
import { texts } from '../texts';

const words = texts.password;

/** A password, by the link that an administrator has handed out: who has it needs no other. */
class SetPassword extends Part {
  static override properties = { token: {} };
  declare token: string;
  private problem: Problem | undefined;
  private done = false;

  private async send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const password = String(new FormData(event.target as HTMLFormElement).get('password'));
    this.problem = undefined;
    try {
      await api.session.setPassword({ LinkedPasswordRequest: { token: this.token, password } });
      this.done = true;
    } catch (error) {
      this.problem = await problemOf(error);
    }
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    if (this.done) {
      return html`<div class="card"><p role="status">${words.done}</p><a class="button" href="#/">${texts.session.signIn}</a></div>`;
    }
    return html`<form class="card sign-in" @submit=${(event: SubmitEvent) => void this.send(event)}>
      <h1>${words.heading}</h1>
      <label for="password">${words.new}</label>
      <input id="password" name="password" type="password" required autocomplete="new-password" />
      ${this.problem
        ? html`<div class="refused" role="alert"><p>${this.problem.detail}</p>
            ${this.problem.errors?.map((fault) => html`<p>${fault.detail}</p>`)}</div>`
        : nothing}
      <button type="submit">${words.set}</button>
    </form>`;
  }
}

customElements.define('set-password', SetPassword);
