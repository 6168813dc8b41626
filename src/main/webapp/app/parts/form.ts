import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { tagOf } from '../api';
import { texts } from '../texts';
import { Change } from './change';
import type { Part } from './part';

/** What is typed or chosen of a row. */
export interface Field {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'date' | 'number';
  /** The most characters that the API takes. */
  most?: number;
  optional?: boolean;
  /** Values and their names, of which one is chosen. */
  options?: [string, string][];
  /** What the API is sent for the text; the text itself, unless told otherwise. */
  read?: (text: string) => unknown;
}

/** A field with its label; it is marked where the API has refused its value. */
export function field({ name, label, type, most, optional, options }: Field, value: string, change: Change): TemplateResult {
  const invalid = change.faultOf(name) ? 'true' : 'false';
  return html`<label>${label}
    ${options
      ? html`<select name=${name} aria-invalid=${invalid} ?required=${!optional}>
          ${options.map(([choice, told]) => html`<option value=${choice} ?selected=${choice === value}>${told}</option>`)}
        </select>`
      : html`<input name=${name} type=${type ?? 'text'} maxlength=${most ?? nothing} aria-invalid=${invalid} ?required=${!optional}
          min=${type === 'number' ? 1 : nothing} autocomplete="off" .value=${value} />`}
  </label>`;
}

/** What was typed into a form, without the space around it. */
export function typed(event: SubmitEvent): Record<string, string> {
  const form = new FormData(event.target as HTMLFormElement, event.submitter);
  return Object.fromEntries([...form].map(([name, value]) => [name, typeof value === 'string' ? value.trim() : '']));
}

/** What the API has for a row: how it is made, read anew, changed and, where it can be, deleted. */
export interface Verbs<T, B> {
  create: (body: B, key: string) => Promise<T>;
  read: (id: number) => Promise<T>;
  update: (id: number, tag: string, body: B) => Promise<T>;
  remove?: (id: number, tag: string) => Promise<unknown>;
  /** It is stored so, or deleted. */
  done: (row?: T) => void;
}

/** A form for a row that is new, or is changed: closed until it is opened. */
export class RowForm<T extends { id: number; version: number }, B> {
  private readonly change: Change;
  private row: T | undefined;
  private opened = false;

  constructor(
    private readonly host: Part,
    private readonly fields: () => Field[],
    private readonly verbs: Verbs<T, B>,
  ) {
    this.change = new Change(host);
  }

  /** @param row that is to be changed; none for a new one */
  async open(row?: T): Promise<void> {
    this.row = row;
    this.opened = true;
    this.change.forget();
    await this.host.updateComplete;
    this.host.querySelector<HTMLElement>('form.row input, form.row select')?.focus();
  }

  private async close(): Promise<void> {
    this.opened = false;
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.host.querySelector<HTMLElement>('button.opens')?.focus();
  }

  private async save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const texts = typed(event);
    const body = Object.fromEntries(this.fields().map(({ name, read }) => [name, read ? read(texts[name] ?? '') : texts[name]])) as B;
    const { row, verbs } = this;
    const done = (stored: T) => this.stored(stored);
    if (!row) {
      await this.change.send(async (key) => done(await verbs.create(body, key)));
      return;
    }
    await this.change.edit(row, {
      read: () => verbs.read(row.id),
      write: (tag) => verbs.update(row.id, tag, body),
      typed: this.told((name) => texts[name]),
      told: (now) => this.told((name) => now[name as keyof T]),
      done,
    });
  }

  private told(of: (name: string) => unknown): Record<string, string> {
    const named = ({ name, options }: Field) => {
      const value = String(of(name) ?? '');
      return options?.find(([choice]) => choice === value)?.[1] ?? value;
    };
    return Object.fromEntries(this.fields().map((given) => [given.label, named(given)]));
  }

  private async remove(row: T): Promise<void> {
    if (confirm(texts.actions.sure)) {
      await this.change.send(async () => {
        await this.verbs.remove?.(row.id, tagOf(row));
        this.stored();
      });
    }
  }

  private stored(row?: T): void {
    void this.close();
    this.verbs.done(row);
  }

  /** @param label of the button that opens it, for `row` if there is one */
  render(label: string, row?: T): TemplateResult {
    if (!this.opened) {
      return html`<p class="bar"><button type="button" class="quiet opens" @click=${() => void this.open(row)}>${label}</button></p>`;
    }
    const of = this.row;
    return html`<form class="card row" aria-label=${label} @submit=${(event: SubmitEvent) => void this.save(event)}>
      <h2>${label}</h2>
      ${this.fields().map((given) => field(given, String(of?.[given.name as keyof T] ?? ''), this.change))}
      ${this.change.render(Object.fromEntries(this.fields().map(({ name, label: told }) => [name, told])))}
      <div class="bar">
        <button type="submit" ?disabled=${this.change.busy}>${texts.actions.save}</button>
        <button type="button" class="quiet" @click=${() => void this.close()}>${texts.actions.cancel}</button>
        ${of && this.verbs.remove
          ? html`<button type="button" class="bad" ?disabled=${this.change.busy} @click=${() => void this.remove(of)}>${texts.actions.delete}</button>`
          : nothing}
      </div>
    </form>`;
  }
}
