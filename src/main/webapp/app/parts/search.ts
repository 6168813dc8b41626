import { html, nothing } from 'lit';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { texts } from '../texts';
import { Asked } from './asked';
import { Pages } from './pages';
import type { Page, Range } from './pages';
import { table } from './table';
import type { Column } from './table';

const PAUSE = 200;

/** The API takes no shorter part. */
const SHORTEST = 3;

/** How many of those that fit are offered. */
const OFFERED = 8;

/** A field whose text is looked for while it is typed, when the typing pauses. */
class SearchField {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private short = false;
  private readonly input = createRef<HTMLInputElement>();
  sought = '';

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly label: string,
    private readonly find: (sought: string) => void,
    private readonly entered: () => void = () => undefined,
  ) {}

  render(): TemplateResult {
    return html`<label class="search">
      <span>${this.label}</span>
      <input ${ref(this.input)} type="search" autocomplete="off" spellcheck="false" .value=${this.sought} @input=${(event: InputEvent) => this.typed(event)} @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          this.entered();
        }
      }} />
      ${this.short ? html`<small role="status">${texts.states.shortest(SHORTEST)}</small>` : nothing}
    </label>`;
  }

  /** Empty, for the next. */
  begin(): void {
    this.sought = '';
    this.input.value?.focus();
  }

  private typed(event: InputEvent): void {
    this.sought = (event.target as HTMLInputElement).value;
    const sought = this.sought.trim();
    clearTimeout(this.timer);
    this.short = sought.length > 0 && sought.length < SHORTEST;
    if (!this.short) {
      this.timer = setTimeout(() => this.find(sought), PAUSE);
    }
    this.host.requestUpdate();
  }
}

type Fetch<T> = (asked: Range & { q?: string }) => Promise<Page<T>>;

/** A list in pages under a field by which it is searched. */
export class Searched<T> {
  private readonly pages: Pages<T>;
  private readonly field: SearchField;
  private sought = '';

  constructor(host: ReactiveControllerHost, label: string, fetch: Fetch<T>) {
    this.pages = new Pages(host, fetch);
    this.field = new SearchField(host, label, (sought) => {
      this.sought = sought;
      void this.pages.ask((range) => fetch({ ...range, ...(sought && { q: sought }) }));
    });
  }

  async again(): Promise<void> {
    await this.pages.again();
  }

  render(caption: string, columns: Column<T>[]): TemplateResult {
    const none = this.sought ? texts.states.noMatch(this.sought) : texts.states.empty;
    return html`${this.field.render()} ${this.pages.render((rows) => table(caption, columns, rows, none))}`;
  }
}

/** Of many rows one that is chosen: a few that fit are offered while its name is typed. */
export class Choice<T> {
  private readonly found: Asked<T[]>;
  private readonly field: SearchField;

  /** @param name what an offered row is called */
  constructor(
    host: ReactiveControllerHost,
    label: string,
    fetch: (asked: { q: string; limit: number }) => Promise<{ items: T[] }>,
    private readonly name: (row: T) => string,
    private readonly chosen: (row: T) => void,
  ) {
    this.found = new Asked<T[]>(host);
    this.field = new SearchField(
      host,
      label,
      (sought) => {
        this.found.forget();
        if (sought) {
          void this.found.ask(async () => (await fetch({ q: sought, limit: OFFERED })).items);
        }
        host.requestUpdate();
      },
      () => this.chooseFirst(),
    );
  }

  render(): TemplateResult {
    const asked = this.found.value !== undefined || this.found.problem;
    return html`${this.field.render()} ${asked ? this.found.render((rows) => this.offer(rows)) : nothing}`;
  }

  private offer(rows: T[]): TemplateResult {
    if (rows.length === 0) {
      return html`<p class="state empty">${texts.states.noMatch(this.field.sought)}</p>`;
    }
    return html`<ul class="found">
      ${rows.map((row) => html`<li><button type="button" class="quiet" @click=${() => this.choose(row)}>${this.name(row)}</button></li>`)}
    </ul>`;
  }

  /** With Enter, so that no hand leaves the keyboard. */
  private chooseFirst(): void {
    const first = this.found.value?.[0];
    if (first !== undefined) {
      this.choose(first);
    }
  }

  private choose(row: T): void {
    this.field.begin();
    this.found.forget();
    this.chosen(row);
  }
}
