import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { ImportReport, ImportResponse, ImportStep, Me, SheetCounts } from '../client';
import { showMoment, showNumber } from '../locale';
import { Actors } from '../parts/actors';
import { Asked } from '../parts/asked';
import { Change } from '../parts/change';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { table } from '../parts/table';
import { goTo } from '../router';
import { texts } from '../texts';
import { uploaded } from './imports';

const words = texts.imports;

/** Milliseconds between two questions how far it has come. */
const PAUSE = 1000;

/** As many refusals as the API tells. */
const TOLD = 1000;

const atRest = (state: ImportResponse['state']) => ['previewed', 'imported', 'failed'].includes(state);

const refusing = ({ report, skip_invalid }: Pick<ImportResponse, 'report' | 'skip_invalid'>) =>
  !skip_invalid && (report?.sheets ?? []).some((sheet) => sheet.refused > 0);

const kind = (sheet: string) => words.kinds[sheet as keyof typeof words.kinds] ?? sheet;

/** An import, how far it has come, and what it would change: nothing is stored until it is confirmed. */
class ImportView extends Part {
  static override properties = { of: {}, me: { attribute: false } };
  declare of: string;
  declare me: Me;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly about = new Asked<ImportResponse>(this);
  private readonly actors = new Actors(() => this.me);
  private readonly change = new Change(this, () => void this.ask());

  override connectedCallback(): void {
    super.connectedCallback();
    void this.ask();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    clearTimeout(this.timer);
    await this.about.ask(async () => {
      const found = await api.imports.getImport({ id: this.of });
      await this.actors.of(Promise.resolve({ items: [found] }), (row) => row.actor);
      return found;
    });
    if (this.isConnected && this.about.value && !atRest(this.about.value.state)) {
      this.timer = setTimeout(() => void this.ask(), PAUSE);
    }
  }

  /** Where so many would be withdrawn that the API asks for the number, it is typed. */
  private async confirm(event: SubmitEvent, withdrawals: number): Promise<void> {
    event.preventDefault();
    await this.change.send(() => api.imports.confirmImport({ id: this.of, Confirmation: { withdrawals } }));
  }

  private async discard(): Promise<void> {
    await this.change.send(async () => {
      await api.imports.discardImport({ id: this.of });
      say(words.discarded);
      goTo('/imports');
    });
  }

  /** The same files once more, of which the other lines are stored; this import is over. */
  private async skip(files: File[]): Promise<void> {
    await this.change.send(async (key) => {
      const made = await api.imports.uploadImport({ files, skip_invalid: true, Idempotency_Key: key });
      await api.imports.discardImport({ id: this.of });
      goTo(`/imports/${made.id}`);
    });
  }

  protected override render(): TemplateResult {
    return html`<h1>${words.one}</h1>
      ${this.about.render(
        (about) => html`<p class="bar"><span role="status">${about.state === 'previewed' && refusing(about) ? words.refusing : words.states[about.state]}</span> <span>${showMoment(about.created_at)}</span> <span>${this.actors.name(about.actor)}</span></p>
          ${about.detail ? html`<p class="refused" role="alert">${about.detail}</p>` : nothing}
          ${atRest(about.state) ? nothing : this.showProgress(about)}
          ${about.report ? this.showCounts(about, about.report) : nothing} ${this.change.render()} ${this.showVerbs(about)}
          ${about.report?.refusals.length ? this.showRefusals(about.report) : nothing}`,
      )}`;
  }

  private showProgress({ state, progress }: ImportResponse): TemplateResult {
    const told = (step: ImportStep) => html`<progress aria-label=${words.tasks[step.task]} max=${step.total || 1} value=${step.done}></progress>
      <span>${words.tasks[step.task]}</span>`;
    return html`<p class="bar">${progress ? told(progress) : html`<progress aria-label=${words.states[state]}></progress>`}</p>`;
  }

  private showCounts(about: ImportResponse, { sheets, missing }: ImportReport): TemplateResult {
    return html`<h2>${about.state === 'imported' ? words.was : words.would}</h2>
      ${table(
        words.would,
        [
          { heading: words.sheet, show: (sheet) => kind(sheet.sheet) },
          { heading: words.new, number: true, show: (sheet) => showNumber(sheet.new) },
          { heading: words.changed, number: true, show: (sheet) => showNumber(sheet.changed) },
          ...(sheets.some(({ deleted, absent }) => deleted + absent > 0)
            ? [
                { heading: words.deleted, number: true, show: (sheet: SheetCounts) => showNumber(sheet.deleted) },
                { heading: words.absent, number: true, show: (sheet: SheetCounts) => showNumber(sheet.absent) },
              ]
            : []),
          { heading: words.unchanged, number: true, show: (sheet) => showNumber(sheet.unchanged) },
          { heading: words.refused, number: true, show: (sheet) => showNumber(sheet.refused) },
        ],
        sheets,
      )}
      ${missing ? html`<p>${(about.state === 'imported' ? words.withdrawn : words.missing)(missing.withdrawals, missing.of)}</p>` : nothing}`;
  }

  private showRefusals(report: ImportReport): TemplateResult {
    return html`<h2>${words.refusals}</h2>
      <p class="bar">
        <a class="button quiet" href=${`/api/imports/${this.of}/refusals.csv`} download>${words.download}</a>
        ${report.refusals.length === TOLD ? html`<small>${words.first(TOLD)}</small>` : nothing}
      </p>
      ${table(
        words.refusals,
        [
          { heading: words.sheet, whole: true, show: (line) => kind(line.sheet) },
          { heading: words.line, number: true, show: (line) => showNumber(line.line) },
          { heading: words.column, whole: true, show: (line) => line.column ?? '' },
          { heading: texts.enroll.reason, show: (line) => line.reason },
        ],
        report.refusals,
      )}`;
  }

  private showVerbs({ state, report, skip_invalid, withdraw_missing }: ImportResponse): TemplateResult {
    const sheets = report?.sheets ?? [];
    const withdrawals = report?.missing?.withdrawals ?? 0;
    const count = sheets.reduce((sum, sheet) => sum + sheet.new + sheet.changed + sheet.deleted, 0) + withdrawals;
    const refused = refusing({ report, skip_invalid });
    const files = uploaded.get(this.of);
    return html`${state === 'previewed' && refused ? html`<p>${withdraw_missing ? words.correctAll : words.correct}</p>` : nothing}
      ${state === 'previewed' && !refused ? this.showConfirmation(count, withdrawals, report?.missing?.to_confirm ?? false) : nothing}
      <p class="bar">
        ${state === 'previewed' && refused && !withdraw_missing && files && count > 0
          ? html`<button type="button" ?disabled=${this.change.busy} @click=${() => void this.skip(files)}>${words.skipNow(count)}</button>`
          : nothing}
        ${state === 'imported'
          ? nothing
          : html`<button type="button" class="bad" ?disabled=${this.change.busy} @click=${() => void this.discard()}>${words.discard}</button>`}
        <a class="button quiet" href="#/imports">${words.others}</a>
      </p>`;
  }

  private showConfirmation(count: number, withdrawals: number, many: boolean): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => void this.confirm(event, withdrawals)}>
      ${many
        ? html`<label>${words.many(withdrawals)}
            <input name="withdrawals" inputmode="numeric" required pattern=${String(withdrawals)} autocomplete="off" />
          </label>`
        : nothing}
      <p class="bar"><button type="submit" ?disabled=${this.change.busy}>${words.confirm(count)}</button></p>
    </form>`;
  }
}

customElements.define('import-view', ImportView);
