import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { tagOf } from '../api';
import type { Versioned } from '../api';
import { texts } from '../texts';
import { Change } from './change';
import type { Part } from './part';

/** What is typed or chosen of a row. */
export interface Field {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'tel' | 'date' | 'datetime-local' | 'number' | 'lines' | 'yes';
  /** Whether it is a number with decimals, after a point or a comma. */
  decimal?: boolean;
  /** The most characters that the API takes. */
  most?: number;
  /** The least number that it takes; 1, unless told otherwise. */
  least?: number;
  optional?: boolean;
  /** Values and their names, of which one is chosen. */
  options?: [string, string][];
  /** What a new row begins with. */
  start?: string;
  /** What the API is sent for the text; the text itself, unless told otherwise. */
  read?: (text: string) => unknown;
  /** What is in the field of a value that is stored; the value itself, unless told otherwise. */
  show?: (value: string | null | undefined) => string;
}

/** A number with decimals, as people write it in any country. */
export const toNumber = (text: string) => Number(text.replace(',', '.'));

/** Null where nothing was typed. */
export const orNull = (text: string) => text || null;

/** Nobody at a school means a day before: a year of two digits is a slip. */
const EARLIEST = '1900-01-01';

/** Of a point in time without seconds: 2026-09-01T08:00. */
const MINUTES = 16;

/** A field with its label; it is marked where the API has refused its value. */
export function field({ name, label, type, decimal, most, least, optional, options }: Field, value: string, change: Change): TemplateResult {
  const invalid = change.faultOf(name) ? 'true' : 'false';
  if (type === 'yes') {
    return html`<label class="choice"><input name=${name} type="checkbox" value="true" .checked=${value === 'true'} /> ${label}</label>`;
  }
  return html`<label>${label}
    ${options
      ? html`<select name=${name} aria-invalid=${invalid} ?required=${!optional}>
          ${options.map(([choice, told]) => html`<option value=${choice} ?selected=${choice === value}>${told}</option>`)}
        </select>`
      : type === 'lines'
        ? html`<textarea name=${name} rows="4" maxlength=${most ?? nothing} aria-invalid=${invalid} ?required=${!optional} .value=${value}></textarea>`
        : html`<input name=${name} type=${type ?? 'text'} maxlength=${most ?? nothing} aria-invalid=${invalid} ?required=${!optional}
            inputmode=${decimal ? 'decimal' : nothing} pattern=${decimal ? '[0-9]+([.,][0-9]{1,2})?' : nothing}
            min=${type === 'number' ? (least ?? 1) : type === 'date' ? EARLIEST : nothing} step=${type === 'datetime-local' && value.length > MINUTES ? 1 : nothing}
            autocomplete="off" .value=${value} />`}
  </label>`;
}

/** What was typed into a form, without the space around it. */
export function typed(event: SubmitEvent): Record<string, string> {
  const form = new FormData(event.target as HTMLFormElement, event.submitter);
  return Object.fromEntries([...form].map(([name, value]) => [name, typeof value === 'string' ? value.trim().replaceAll('\r\n', '\n') : '']));
}

/** What is in the field of a row that is stored. */
function stored<T>({ name, show }: Field, row: T): string {
  const value = row[name as keyof T];
  return show ? show(value as string | null) : String(value ?? '');
}

/** What the API has for a row: how it is made, read anew, changed and, where it can be, deleted. */
export interface Verbs<T, B> {
  /** None where there is always a row. */
  create?: (body: B, key: string) => Promise<T>;
  read: (id: number) => Promise<T>;
  update: (id: number, tag: string, body: B) => Promise<T>;
  remove?: (id: number, tag: string) => Promise<unknown>;
  /** It is stored so, or deleted. */
  done: (row?: T) => void;
}

/** A form for a row that is new, or is changed: closed until it is opened. */
export class RowForm<T extends { id: number } & Versioned, B> {
  private readonly change: Change;
  private row: T | undefined;
  private opened = false;
  /** Another with each row, whose fields begin with what is stored. */
  private turn = 0;

  constructor(
    private readonly host: Part,
    private readonly fields: () => Field[],
    private readonly verbs: Verbs<T, B>,
  ) {
    this.change = new Change(host);
  }

  /** Whether a row is being changed. */
  get changing(): boolean {
    return this.opened && this.row !== undefined;
  }

  /** @param row that is to be changed; none for a new one */
  async open(row?: T): Promise<void> {
    this.row = row;
    this.opened = true;
    this.turn++;
    this.change.forget();
    await this.host.updateComplete;
    this.host.querySelector<HTMLElement>('form.row input, form.row select, form.row textarea')?.focus();
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
      await this.change.send(async (key) => {
        const made = await verbs.create?.(body, key);
        if (made) {
          done(made);
        }
      });
      return;
    }
    await this.change.edit(row, {
      read: () => verbs.read(row.id),
      write: (tag) => verbs.update(row.id, tag, body),
      typed: this.told(({ name }) => texts[name] ?? ''),
      told: (now) => this.told((given) => stored(given, now)),
      done,
    });
  }

  private told(of: (given: Field) => string): Record<string, string> {
    const named = (given: Field) => {
      const value = of(given);
      return given.options?.find(([choice]) => choice === value)?.[1] ?? value;
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

  /** @param label of the button that opens it, for `row` if there is one; a new one is made else */
  render(label: string, row?: T): TemplateResult {
    if (!this.opened) {
      return html`<p class="bar"><button type="button" class="quiet opens" @click=${() => void this.open(row)}>${label}</button></p>`;
    }
    const of = this.row;
    const form = html`<form class="card row" aria-label=${label} @submit=${(event: SubmitEvent) => void this.save(event)}>
      <h2>${of && !row ? texts.actions.change : label}</h2>
      ${this.fields().map((given) => field(given, of ? stored(given, of) : (given.start ?? ''), this.change))}
      ${this.change.render(Object.fromEntries(this.fields().map(({ name, label: told }) => [name, told])))}
      <div class="bar">
        <button type="submit" ?disabled=${this.change.busy}>${texts.actions.save}</button>
        <button type="button" class="quiet" @click=${() => void this.close()}>${texts.actions.cancel}</button>
        ${of && this.verbs.remove
          ? html`<button type="button" class="bad" ?disabled=${this.change.busy} @click=${() => void this.remove(of)}>${texts.actions.delete}</button>`
          : nothing}
      </div>
    </form>`;
    return html`${keyed(this.turn, form)}`;
  }
}
