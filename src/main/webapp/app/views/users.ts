import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { UserResponse } from '../client';
import { showMoment } from '../locale';
import { Change } from '../parts/change';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { table } from '../parts/table';
import { texts } from '../texts';

const words = texts.administration;

const ROLES = ['reader', 'registrar', 'editor', 'bursar', 'admin'];

/** Who signs in: making users, handing out a link for a password, shutting out. */
class UsersView extends Part {
  private readonly users = new Pages<UserResponse>(this, (range) => api.users.listUsers(range));
  private readonly change = new Change(this, () => void this.users.again());
  private link: string | undefined;

  private async create(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const target = event.target as HTMLFormElement;
    const form = new FormData(target);
    await this.change.send(async (key) => {
      const UserRequest = { name: String(form.get('name')), email: String(form.get('email')), roles: form.getAll('role').map(String) };
      const user = await api.users.createUser({ UserRequest, Idempotency_Key: key });
      target.reset();
      await this.giveLink(user);
    });
  }

  private async giveLink(user: UserResponse): Promise<void> {
    const { token } = await api.users.makePasswordLink({ id: user.id });
    this.link = `${location.origin}/#/password/${token}`;
    say(words.linkMade(user.name));
  }

  protected override render(): TemplateResult {
    return html`<h1>${texts.nav.users}</h1>
      ${this.change.render()}
      ${this.link ? html`<p class="card">${words.link} <code>${this.link}</code></p>` : nothing}
      <form class="card" @submit=${(event: SubmitEvent) => void this.create(event)}>
        <h2>${words.newUser}</h2>
        <label for="name">${texts.students.name}</label>
        <input id="name" name="name" required maxlength="100" autocomplete="off" />
        <label for="email">${texts.students.email}</label>
        <input id="email" name="email" type="email" required maxlength="120" autocomplete="off" />
        <fieldset>
          <legend>${words.roles}</legend>
          ${ROLES.map((role) => html`<label class="choice"><input type="checkbox" name="role" value=${role} /> ${words.role[role]}</label>`)}
        </fieldset>
        <button type="submit" ?disabled=${this.change.busy}>${words.create}</button>
      </form>
      ${this.users.render((users) =>
        table(
          texts.nav.users,
          [
            { heading: texts.students.name, show: (user) => user.name },
            { heading: texts.students.email, show: (user) => user.email },
            { heading: words.roles, show: (user) => user.roles.join(', ') },
            { heading: words.lastSeen, show: (user) => showMoment(user.last_seen_at) },
            { heading: texts.actions.change, show: (user) => this.showVerbs(user) },
          ],
          users,
        ),
      )}`;
  }

  private showVerbs(user: UserResponse): TemplateResult {
    const id = user.id;
    const shutOut = () => void this.change.send(() => (user.disabled_at ? api.users.enableUser({ id }) : api.users.disableUser({ id })));
    const name = user.disabled_at ? words.enable : words.disable;
    return html`<span class="bar">
      <button type="button" class="quiet" aria-label=${`${words.makeLink}: ${user.email}`} @click=${() =>
        void this.change.send(() => this.giveLink(user))}>${words.makeLink}</button>
      <button type="button" class="bad" aria-label=${`${name}: ${user.email}`} @click=${shutOut}>${name}</button>
    </span>`;
  }
}

customElements.define('users-view', UsersView);
