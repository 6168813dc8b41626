import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { Imports, ImportResponse, Me } from '../client';
import { showMoment } from '../locale';
import { Actors } from '../parts/actors';
import { Asked } from '../parts/asked';
import { Change } from '../parts/change';
import { Part } from '../parts/part';
import { table } from '../parts/table';
import { goTo } from '../router';
import { may } from '../session';
import { texts } from '../texts';

const words = texts.imports;

const KINDS = Object.keys(words.kinds) as (keyof typeof words.kinds)[];

/** A spreadsheet's own files are none that can be read. */
const READABLE = /\.(csv|txt|gz)$/i;

/** What other school software writes, for who may import all of a school. */
const ARCHIVE = 'oneroster';

const isArchive = (file: File) => /\.zip$/i.test(file.name);

/** A file, and what it has: by its name, unless whoever has put it here says otherwise. */
interface Given {
  file: File;
  kind: keyof typeof words.kinds | '';
}

/** What this page has uploaded, by the id of the import, so that it can be sent again without what is refused. */
export const uploaded = new Map<string, File[]>();

/** The longest that the name begins with: `class_members.csv` has no classes. */
const kindOf = (file: File): Given['kind'] =>
  isArchive(file) ? ARCHIVE : KINDS.filter((kind) => file.name.toLowerCase().replace(/[\s-]/g, '_').startsWith(kind)).sort((a, b) => b.length - a.length)[0] ?? '';

/** Files are put here, to see what they would change; and the imports that there are. */
class ImportsView extends Part {
  static override properties = { me: { attribute: false } };
  declare me: Me;
  private given: Given[] = [];
  private wrong: string[] = [];
  private over = false;
  private withdraw = false;
  private readonly actors = new Actors(() => this.me);
  private readonly imports = new Asked<Imports>(this, () => this.actors.of(api.imports.listImports({}), (row) => row.actor));
  private readonly change = new Change(this);

  constructor() {
    super();
    // a file that falls beside the field would be opened in place of the page
    this.addEventListener('dragover', (event) => this.dragged(event, true));
    this.addEventListener('dragleave', (event) => this.dragged(event, false));
    this.addEventListener('drop', (event) => {
      event.preventDefault();
      this.add(event.dataTransfer?.files);
    });
  }

  /** What the API says that who looks may import, with what it is called. */
  private get kinds(): [string, string][] {
    return Object.entries(words.kinds).filter(([kind]) => this.imports.value?.may_upload.includes(kind));
  }

  private get archives(): boolean {
    return this.imports.value?.may_upload.includes(ARCHIVE) ?? false;
  }

  private add(files: FileList | null | undefined): void {
    const put = [...(files ?? [])];
    const readable = (file: File) => READABLE.test(file.name) || (this.archives && isArchive(file));
    this.wrong = put.filter((file) => !readable(file)).map((file) => file.name);
    this.given = [...this.given, ...put.filter(readable).map((file) => ({ file, kind: kindOf(file) }))];
    this.over = false;
    this.change.forget();
  }

  /** Only who has put all enrollments here can say that those in no line are over. */
  private get withdraws(): boolean {
    return this.withdraw && this.given.some(({ kind }) => kind === 'enrollments');
  }

  private set(change: () => void): void {
    change();
    this.change.forget();
  }

  private dragged(event: DragEvent, over: boolean): void {
    event.preventDefault();
    this.over = over;
    this.requestUpdate();
  }

  private async send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const files = this.given.map(({ file, kind }) => new File([file], `${kind}.${isArchive(file) ? 'zip' : 'csv'}`));
    await this.change.send(async (key) => {
      const made = await api.imports.uploadImport({ files, withdraw_missing: this.withdraws, Idempotency_Key: key });
      uploaded.set(made.id, files);
      goTo(`/imports/${made.id}`);
    });
  }

  protected override render(): TemplateResult {
    return html`<h1>${texts.nav.imports}</h1>
      <form class="card" @submit=${(event: SubmitEvent) => void this.send(event)}>
        <label class=${this.over ? 'drop over' : 'drop'}>
          <span>${words.drop}</span>
          <input type="file" multiple accept=".csv,.gz,text/csv${this.archives ? ',.zip' : ''}" @change=${(event: Event) => {
            const field = event.target as HTMLInputElement;
            this.add(field.files);
            field.value = '';
          }} />
        </label>
        <p><small>${words.hint} ${this.archives ? words.zip : nothing} ${this.kinds.length ? words.yours(this.kinds.map(([, name]) => name)) : nothing}</small></p>
        ${may.read(this.me)
          ? html`<details>
              <summary>${words.columns}</summary>
              <ul>${this.kinds.map(([kind, name]) => html`<li><a href=${`/api/exports/${kind}.${kind === ARCHIVE ? 'zip' : 'csv'}`} download>${name}</a></li>`)}</ul>
            </details>`
          : nothing}
        ${this.wrong.map((name) => html`<p class="refused" role="alert">${words.wrong(name)}</p>`)}
        ${this.given.map((given) => this.showFile(given))}
        ${this.given.some(({ kind }) => kind === 'enrollments')
          ? html`<label class="choice">
                <input type="checkbox" .checked=${this.withdraw} @change=${(event: Event) =>
                  this.set(() => (this.withdraw = (event.target as HTMLInputElement).checked))} />
                ${words.withdraw}
              </label>
              <p><small>${words.withdrawHint}</small></p>`
          : nothing}
        ${this.given.length
          ? html`${this.change.render()}
              ${this.change.busy ? html`<p role="status">${words.uploading} <progress aria-label=${words.uploading}></progress></p>` : nothing}
              <div class="bar"><button type="submit" ?disabled=${this.change.busy}>${words.preview}</button></div>`
          : nothing}
      </form>
      <h2>${words.kept}</h2>
      ${this.imports.render(({ items }) => this.showImports(items))}`;
  }

  private showFile(given: Given): TemplateResult {
    return html`<p class="bar file">
      <label>${given.file.name}
        <select required @change=${(event: Event) => this.set(() => (given.kind = (event.target as HTMLSelectElement).value as Given['kind']))}>
          <option value="">${words.choose}</option>
          ${this.kinds.filter(([kind]) => (kind === ARCHIVE) === isArchive(given.file)).map(([kind, name]) => html`<option value=${kind} ?selected=${kind === given.kind}>${name}</option>`)}
        </select>
      </label>
      <button type="button" class="quiet" aria-label=${`${texts.enroll.takeOff}: ${given.file.name}`} @click=${() =>
        this.set(() => (this.given = this.given.filter((other) => other !== given)))}>✕</button>
    </p>`;
  }

  private showImports(imports: ImportResponse[]): TemplateResult {
    return table(
      words.kept,
      [
        { heading: words.at, show: (row) => html`<a href=${`#/imports/${row.id}`}>${showMoment(row.created_at)}</a>` },
        { heading: texts.administration.who, show: (row) => this.actors.name(row.actor) },
        { heading: texts.student.state, show: (row) => words.states[row.state] },
      ],
      imports,
    );
  }
}

customElements.define('imports-view', ImportsView);
