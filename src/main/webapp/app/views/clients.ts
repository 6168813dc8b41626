import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { api } from '../api';
import type { Client, Clients, GivenSecret } from '../client';
import { showMoment } from '../locale';
import { Asked } from '../parts/asked';
import { Change } from '../parts/change';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { table } from '../parts/table';
import { texts } from '../texts';

const words = texts.clients;

/** Where the services are, below the address of the issuer. */
const SERVICES: [string, string][] = [
  [words.token, '/oauth2/token'],
  [words.roster, '/ims/oneroster/rostering/v1p2'],
  [words.gradebook, '/ims/oneroster/gradebook/v1p2'],
  [words.resources, '/ims/oneroster/resources/v1p2'],
];

/** Other software of the school: letting it in, giving it a new secret, shutting it out. */
class ClientsView extends Part {
  private readonly clients = new Asked<Clients>(this, () => api.clients.listClients({}));
  private readonly change = new Change(this, () => void this.clients.again());
  private given: GivenSecret | undefined;
  /** Another with each form. */
  private turn = 0;

  private async make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const typed = new FormData(form);
    const scopes = typed.getAll('scope').map(String);
    const first = form.querySelector<HTMLInputElement>('input[name=scope]');
    first?.setCustomValidity(scopes.length ? '' : words.none);
    if (!form.reportValidity()) {
      return;
    }
    const name = String(typed.get('name'));
    const ClientRequest = { description: String(typed.get('description')), scopes };
    await this.change.send(async () => {
      const given = await api.clients.createClient({ name, ClientRequest });
      this.turn++;
      await this.hand(given);
    });
  }

  /** To where it is, since what was pressed may be far below. */
  private async hand(given: GivenSecret): Promise<void> {
    this.given = given;
    say(words.made(given.client_id));
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>('#given')?.focus();
  }

  protected override render(): TemplateResult {
    return html`<h1>${texts.nav.clients}</h1>
      ${this.clients.render(
        ({ items, issuer }) => html`${this.showGiven(issuer)}
          ${issuer === null ? html`<p class="state empty">${words.noIssuer}</p>` : keyed(this.turn, this.showForm())}
          ${table(
            texts.nav.clients,
            [
              { heading: words.client, show: (client) => html`<strong>${client.name}</strong> ${client.description}` },
              { heading: words.may, show: (client) => html`${client.scopes.map((scope) => html`<div>${words.scope[scope] ?? scope}</div>`)}${client.student_id === null ? nothing : words.student}` },
              { heading: words.since, show: (client) => showMoment(client.created_at) },
              { heading: words.state, show: showState },
              { heading: texts.actions.change, show: (client) => (client.revoked_at === null ? this.showVerbs(client, issuer !== null) : html``) },
            ],
            items,
          )}`,
      )}`;
  }

  private showGiven(issuer: string | null): TemplateResult | typeof nothing {
    const { given } = this;
    return given && issuer !== null
      ? html`<section class="card" id="given" tabindex="-1" aria-label=${words.made(given.client_id)}>
          <p>${words.once}</p>
          <dl>
            <dt>${words.id}</dt>
            <dd><code>${given.client_id}</code></dd>
            <dt>${words.secret}</dt>
            <dd><code>${given.client_secret}</code></dd>
            ${SERVICES.map(([name, path]) => html`<dt>${name}</dt><dd><code>${issuer}${path}</code></dd>`)}
          </dl>
        </section>`
      : nothing;
  }

  private showForm(): TemplateResult {
    const again = (event: Event) =>
      (event.currentTarget as HTMLElement).querySelector<HTMLInputElement>('input[name=scope]')?.setCustomValidity('');
    return html`<form class="card" @submit=${(event: SubmitEvent) => void this.make(event)}>
      <h2>${words.new}</h2>
      <label for="name">${words.name}</label>
      <input id="name" name="name" required maxlength="64" pattern="[a-z0-9]([a-z0-9\\-]*[a-z0-9])?" autocomplete="off" />
      <label for="description">${words.description}</label>
      <input id="description" name="description" required maxlength="200" autocomplete="off" />
      <fieldset @change=${again}>
        <legend>${words.scopes}</legend>
        ${Object.entries(words.scope).map(
          ([scope, does]) => html`<label class="choice"><input type="checkbox" name="scope" value=${scope} /> <span>${does} <code>${scope}</code></span></label>`,
        )}
      </fieldset>
      ${this.change.render()}
      <div class="bar"><button type="submit" ?disabled=${this.change.busy}>${words.create}</button></div>
    </form>`;
  }

  private showVerbs({ name }: Client, renewable: boolean): TemplateResult {
    const renew = () => void this.change.send(async () => await this.hand(await api.clients.renewSecretOfClient({ name })));
    const revoke = () => {
      if (confirm(words.sure(name))) {
        void this.change.send(() => api.clients.revokeClient({ name }));
      }
    };
    return html`<span class="bar">
      ${renewable
        ? html`<button type="button" class="quiet" aria-label=${`${words.renew}: ${name}`} @click=${renew}>${words.renew}</button>`
        : nothing}
      <button type="button" class="bad" aria-label=${`${words.revoke}: ${name}`} @click=${revoke}>${words.revoke}</button>
    </span>`;
  }
}

function showState({ revoked_at, previous_secret_until }: Client): string {
  if (revoked_at !== null) {
    return words.revoked(showMoment(revoked_at));
  }
  return previous_secret_until === null ? words.active : words.oldUntil(showMoment(previous_secret_until));
}

customElements.define('clients-view', ClientsView);
