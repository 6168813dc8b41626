import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api, newKey, problemOf, tagged } from '../api';
import type { Me, Problem, Setting, SettingChange, UserResponse } from '../client';
import { showMoment } from '../locale';
import { Asked } from '../parts/asked';
import { Pages } from '../parts/pages';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { table } from '../parts/table';
import { texts } from '../texts';

const words = texts.administration;

const ROLES = ['reader', 'registrar', 'editor', 'bursar', 'admin'];

/** Who signs in: making users, handing out a link for a password, shutting out. */
class UsersView extends Part {
  private readonly users = new Pages<UserResponse>(this);
  private problem: Problem | undefined;
  private link: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.askUsers();
  }

  private askUsers(): void {
    void this.users.ask((after) => api.users.listUsers({ limit: 50, ...(after && { after }) }));
  }

  private async create(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const target = event.target as HTMLFormElement;
    const form = new FormData(target);
    await this.change(async () => {
      const UserRequest = { name: String(form.get('name')), email: String(form.get('email')), roles: form.getAll('role').map(String) };
      const user = await api.users.createUser({ UserRequest, Idempotency_Key: newKey() });
      target.reset();
      await this.giveLink(user);
    });
  }

  private async giveLink(user: UserResponse): Promise<void> {
    const { token } = await api.users.makePasswordLink({ id: user.id });
    this.link = `${location.origin}/#/password/${token}`;
    say(words.linkMade(user.name));
  }

  private async change(verb: () => Promise<unknown>): Promise<void> {
    this.problem = undefined;
    try {
      await verb();
    } catch (error) {
      this.problem = await problemOf(error);
    }
    this.askUsers();
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`<h1>${texts.nav.users}</h1>
      ${this.problem
        ? html`<div class="refused" role="alert"><p>${this.problem.detail}</p>
            ${this.problem.errors?.map((fault) => html`<p>${fault.pointer} ${fault.detail}</p>`)}</div>`
        : nothing}
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
        <button type="submit">${words.create}</button>
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
    const shutOut = () => void this.change(() => (user.disabled_at ? api.users.enableUser({ id }) : api.users.disableUser({ id })));
    const name = user.disabled_at ? words.enable : words.disable;
    return html`<span class="bar">
      <button type="button" class="quiet" aria-label=${`${words.makeLink}: ${user.email}`} @click=${() =>
        void this.change(() => this.giveLink(user))}>${words.makeLink}</button>
      <button type="button" class="bad" aria-label=${`${name}: ${user.email}`} @click=${shutOut}>${name}</button>
    </span>`;
  }
}

/** What the school has decided otherwise than the default, and who has changed it when. */
class SettingsView extends Part {
  static override properties = { me: { attribute: false } };
  declare me: Me;
  private readonly settings = new Asked<Setting[]>(this);
  private readonly log = new Asked<SettingChange[]>(this);
  private of: string | undefined;
  private problem: Problem | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.askSettings();
  }

  private askSettings(): void {
    void this.settings.ask(async () => (await api.settings.listSettings({})).items);
  }

  private askLog(name: string): void {
    this.of = name;
    void this.log.ask(async () => (await api.settings.listSettingChanges({ name, limit: 50 })).items);
  }

  /** A value is typed as JSON has it, but for a text, which needs no quotation marks. */
  private async save(event: SubmitEvent, setting: Setting): Promise<void> {
    event.preventDefault();
    const text = String(new FormData(event.target as HTMLFormElement).get('value'));
    this.problem = undefined;
    try {
      const value: unknown = typeof setting.default_value === 'string' ? text : JSON.parse(text);
      const { tag } = await tagged(api.settings.getSettingRaw({ name: setting.name }));
      await api.settings.replaceSetting({ name: setting.name, If_Match: tag, SettingRequest: { value } });
      say(words.saved(setting.name));
      this.askLog(setting.name);
    } catch (error) {
      this.problem = error instanceof SyntaxError ? unreadable(error) : await problemOf(error);
    }
    this.askSettings();
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`<h1>${texts.nav.settings}</h1>
      ${this.problem ? html`<p class="refused" role="alert">${this.problem.detail}</p>` : nothing}
      ${this.settings.render(
        (settings) => html`<div class="cards">${settings.map((setting) => this.showSetting(setting))}</div>`,
      )}
      ${this.of
        ? html`<section class="card" aria-labelledby="log">
            <h2 id="log">${words.log(this.of)}</h2>
            ${this.log.render((changes) =>
              table(
                words.log(this.of ?? ''),
                [
                  { heading: words.when, show: (change) => showMoment(change.changed_at) },
                  { heading: words.who, show: (change) => change.actor },
                  { heading: words.from, show: (change) => told(change.old_value) },
                  { heading: words.to, show: (change) => told(change.new_value) },
                ],
                changes,
              ),
            )}
          </section>`
        : nothing}`;
  }

  private showSetting(setting: Setting): TemplateResult {
    const id = `setting-${setting.name}`;
    return html`<form class="card" @submit=${(event: SubmitEvent) => void this.save(event, setting)}>
      <label for=${id}>${setting.name}</label>
      <p>${setting.description}</p>
      <input id=${id} name="value" .value=${told(setting.value)} ?readonly=${!this.me.roles.includes('admin')} />
      <p><small>${words.default}: ${told(setting.default_value)}</small></p>
      <div class="bar">
        ${this.me.roles.includes('admin')
          ? html`<button type="submit" aria-label=${`${texts.actions.save}: ${setting.name}`}>${texts.actions.save}</button>`
          : nothing}
        <button type="button" class="quiet" aria-label=${`${words.showLog}: ${setting.name}`} @click=${() => this.askLog(setting.name)}>${words.showLog}</button>
      </div>
    </form>`;
  }
}

const told = (value: unknown) => (typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value));

const unreadable = (error: SyntaxError): Problem => ({
  type: 'about:blank',
  title: words.unreadable,
  status: 0,
  detail: `${words.unreadable} ${error.message}`,
  instance: '',
  request_id: '',
});

customElements.define('users-view', UsersView);
customElements.define('settings-view', SettingsView);
