import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { Me, Setting, SettingChange } from '../client';
import { showMoment } from '../locale';
import { Actors } from '../parts/actors';
import { Asked } from '../parts/asked';
import { Change } from '../parts/change';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { table } from '../parts/table';
import { may } from '../session';
import { texts } from '../texts';

const words = texts.administration;

/** What the school has decided otherwise than the default, and who has changed it when. */
class SettingsView extends Part {
  static override properties = { me: { attribute: false } };
  declare me: Me;
  private readonly settings = new Asked<Setting[]>(this, async () => (await api.settings.listSettings({})).items);
  private readonly log = new Asked<SettingChange[]>(this);
  private readonly actors = new Actors(() => this.me);
  private readonly change = new Change(this);
  private of: string | undefined;

  private askLog(name: string): void {
    this.of = name;
    void this.log.ask(async () => (await this.actors.of(api.settings.listSettingChanges({ name, limit: 50 }), (change) => change.actor)).items);
  }

  /** A value is typed as JSON has it, but for a text, which needs no quotation marks. */
  private async save(event: SubmitEvent, setting: Setting): Promise<void> {
    event.preventDefault();
    const { name } = setting;
    const form = event.target as HTMLFormElement;
    const field = form.elements.namedItem('value') as HTMLInputElement;
    let value: unknown = field.value;
    try {
      value = typeof setting.default_value === 'string' ? value : JSON.parse(field.value);
    } catch {
      field.setCustomValidity(words.unreadable);
      form.reportValidity();
      return;
    }
    this.of = name;
    await this.change.edit(setting, {
      read: () => api.settings.getSetting({ name }),
      write: async (tag) => {
        const saved = await api.settings.replaceSetting({ name, If_Match: tag, SettingRequest: { value } });
        say(words.saved(name));
        return saved;
      },
      typed: { [name]: told(value) },
      told: (now) => ({ [name]: told(now.value) }),
      done: (now) => {
        Object.assign(setting, now);
        field.value = told(now.value);
        this.askLog(name);
      },
    });
  }

  protected override render(): TemplateResult {
    return html`<h1>${texts.nav.settings}</h1>
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
                  { heading: words.who, show: (change) => this.actors.name(change.actor) },
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
      <input id=${id} name="value" .value=${told(setting.value)} ?readonly=${!may.administer(this.me)} @input=${(event: InputEvent) =>
        (event.target as HTMLInputElement).setCustomValidity('')} />
      ${this.of === setting.name ? this.change.render() : nothing}
      <p><small>${words.default}: ${told(setting.default_value)}</small></p>
      <div class="bar">
        ${may.administer(this.me)
          ? html`<button type="submit" aria-label=${`${texts.actions.save}: ${setting.name}`}>${texts.actions.save}</button>`
          : nothing}
        <button type="button" class="quiet" aria-label=${`${words.showLog}: ${setting.name}`} @click=${() => this.askLog(setting.name)}>${words.showLog}</button>
      </div>
    </form>`;
  }
}

const told = (value: unknown) => (typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value));

customElements.define('settings-view', SettingsView);
